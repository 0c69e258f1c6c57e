package io.tributary.gateway.adapter.http;

import io.tributary.gateway.tenant.PrivateField;
import io.tributary.gateway.tenant.TenantSettings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tenant's settings as its admin writes them: the whole, not a part.
 *
 * @param privateFields left out, those that are kept stay: a caller that does not know them must not open the door to what
 *     they keep out
 * @param correctSkew left out, the clocks of devices are corrected
 */
record TenantSettingsRequest(
        @Nullable String name,
        @Nullable String timeZone,
        @Nullable String region,
        @Nullable LimitsRequest limits,
        @Nullable List<@Nullable PrivateFieldJson> privateFields,
        @Nullable Boolean correctSkew) {

    /**
     * The settings that are asked for.
     *
     * @param kept the private fields of the tenant as it is
     */
    TenantSettings settings(List<PrivateField> kept) {
        return new TenantSettings(
                Texts.orEmpty(name),
                Texts.orDefault(timeZone, "UTC"),
                Texts.orEmpty(region),
                LimitsRequest.limits(limits),
                privateFields == null ? kept : PrivateFieldJson.fields(privateFields),
                correctSkew == null || correctSkew);
    }
}
