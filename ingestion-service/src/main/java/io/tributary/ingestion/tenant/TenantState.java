package io.tributary.ingestion.tenant;

import io.tributary.ingestion.privacy.PrivateFields;

/**
 * What the gateway last said about a tenant.
 *
 * @param suspended also true when deleted: nothing is taken in
 * @param eventsPerSecond zero means no limit
 * @param privateFields what is kept out of the log
 * @param region of phone numbers without a country code, ISO 3166 alpha-2; empty without one
 * @param correctsSkew the clocks of its devices are corrected, unless a source says otherwise
 */
public record TenantState(
        String tenant,
        boolean suspended,
        long eventsPerSecond,
        OwnLimits limits,
        PrivateFields privateFields,
        String region,
        boolean correctsSkew) {

    /** A tenant that nothing was said about yet is served with the defaults: its key could not exist without it. */
    static TenantState unknown(String tenant) {
        return new TenantState(tenant, false, 0, OwnLimits.NONE, PrivateFields.NONE, "", true);
    }
}
