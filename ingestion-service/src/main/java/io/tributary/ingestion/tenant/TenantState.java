package io.tributary.ingestion.tenant;

/**
 * What the gateway last said about a tenant. Zero means the installation's default.
 *
 * @param suspended also true when deleted: nothing is taken in
 */
public record TenantState(
        String tenant, boolean suspended, long eventsPerSecond, int eventBytes, int batchBytes, int batchEvents) {

    /** A tenant that nothing was said about yet is served with the defaults: its key could not exist without it. */
    static TenantState unknown(String tenant) {
        return new TenantState(tenant, false, 0, 0, 0, 0);
    }
}
