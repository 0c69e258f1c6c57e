package io.tributary.gateway.adapter.http;

import io.tributary.gateway.tenant.MemberRole;
import io.tributary.gateway.tenant.NewMember;
import io.tributary.gateway.tenant.TenantSettings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A tenant to be made, with its first admin. */
record NewTenantRequest(
        @Nullable String key,
        @Nullable String name,
        @Nullable String timeZone,
        @Nullable String region,
        @Nullable LimitsRequest limits,
        @Nullable List<@Nullable PrivateFieldJson> privateFields,
        @Nullable Boolean correctSkew,
        @Nullable Admin admin) {

    /**
     * The first admin.
     *
     * @param password write-only; left out, the person chooses one at the first login
     */
    record Admin(
            @Nullable String username,
            @Nullable String email,
            @Nullable String firstName,
            @Nullable String lastName,
            @Nullable String password) {}

    TenantSettings settings() {
        return new TenantSettingsRequest(name, timeZone, region, limits, privateFields, correctSkew)
                .settings(List.of());
    }

    NewMember firstAdmin() {
        var given = admin == null ? new Admin(null, null, null, null, null) : admin;
        return new NewMember(
                Texts.orEmpty(given.username()),
                Texts.orEmpty(given.email()),
                Texts.orEmpty(given.firstName()),
                Texts.orEmpty(given.lastName()),
                MemberRole.ADMIN,
                given.password());
    }
}
