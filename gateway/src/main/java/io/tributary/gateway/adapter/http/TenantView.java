package io.tributary.gateway.adapter.http;

import io.tributary.gateway.tenant.Tenant;
import io.tributary.gateway.tenant.TenantLimits;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * A tenant as the API shows it.
 *
 * @param limits zero means the installation's default
 */
record TenantView(
        String key,
        String name,
        String timeZone,
        boolean timeZoneFixed,
        String region,
        TenantLimits limits,
        List<PrivateFieldJson> privateFields,
        boolean correctSkew,
        String status,
        long revision,
        Instant createdAt) {

    static TenantView of(Tenant tenant) {
        var settings = tenant.settings();
        return new TenantView(
                tenant.key(),
                settings.name(),
                settings.timeZone(),
                tenant.timeZoneFixed(),
                settings.region(),
                settings.limits(),
                PrivateFieldJson.of(settings.privateFields()),
                settings.correctsSkew(),
                tenant.status().name().toLowerCase(Locale.ROOT),
                tenant.revision(),
                tenant.createdAt());
    }
}
