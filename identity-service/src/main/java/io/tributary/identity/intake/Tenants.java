package io.tributary.identity.intake;

/** What identity knows about tenants; at most a few seconds old. */
public interface Tenants {

    /** The default region of phone numbers, ISO 3166 alpha-2; empty when the tenant has none or is not known. */
    String region(String tenant);

    /** Whether the tenant's calls are to be refused. */
    boolean isSuspended(String tenant);
}
