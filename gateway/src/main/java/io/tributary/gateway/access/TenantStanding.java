package io.tributary.gateway.access;

/** Whether a tenant may be served now. */
public enum TenantStanding {
    ACTIVE,
    SUSPENDED,
    /** There is no such tenant, it is being set up, or it was deleted. */
    ABSENT,
    /** The tenants were not read yet; the services behind the gateway check for themselves. */
    NOT_KNOWN_YET
}
