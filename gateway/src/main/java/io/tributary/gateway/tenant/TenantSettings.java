package io.tributary.gateway.tenant;

import java.util.List;

/**
 * What a tenant's own admin may set.
 *
 * @param timeZone an IANA zone, fixed by the tenant's first event
 * @param region ISO 3166 alpha-2, the default region of phone numbers; empty refuses numbers without a country code
 * @param privateFields what no event may carry into any store
 * @param correctsSkew the clocks of devices are corrected by the skew between their sending and our receiving
 */
public record TenantSettings(
        String name,
        String timeZone,
        String region,
        TenantLimits limits,
        List<PrivateField> privateFields,
        boolean correctsSkew) {

    public TenantSettings {
        privateFields = List.copyOf(privateFields);
    }
}
