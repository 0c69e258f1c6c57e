package io.tributary.gateway.adapter.http;

import io.tributary.gateway.tenant.TenantSettings;
import org.jspecify.annotations.Nullable;

/** A tenant's settings as its admin writes them: the whole, not a part. */
record TenantSettingsRequest(
        @Nullable String name,
        @Nullable String timeZone,
        @Nullable String region,
        @Nullable LimitsRequest limits) {

    TenantSettings settings() {
        return new TenantSettings(
                Texts.orEmpty(name),
                Texts.orDefault(timeZone, "UTC"),
                Texts.orEmpty(region),
                LimitsRequest.limits(limits));
    }
}
