package io.tributary.contracts.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TenantClaimTest {

    @Test
    void readsTheObjectThatKeycloakWritesWithAttributes() {
        var claims = Map.of("organization", Map.of("acme", Map.of("id", "0c89")));

        assertThat(TenantClaim.of(claims)).isEqualTo(new TenantClaim.One("acme"));
    }

    @Test
    void readsTheArrayThatKeycloakWritesByDefault() {
        assertThat(TenantClaim.of(Map.of("organization", List.of("acme")))).isEqualTo(new TenantClaim.One("acme"));
    }

    @Test
    void doesNotChooseBetweenSeveral() {
        assertThat(TenantClaim.of(Map.of("organization", List.of("acme", "globex"))))
                .isEqualTo(new TenantClaim.Several());
    }

    @Test
    void saysThatTheClaimIsMissing() {
        assertThat(TenantClaim.of(Map.of("sub", "x"))).isEqualTo(new TenantClaim.Missing());
        assertThat(TenantClaim.of(Map.of("organization", "acme"))).isEqualTo(new TenantClaim.Missing());
    }

    @Test
    void passesOverRolesOfOtherSystems() {
        var claims = Map.of("realm_access", Map.of("roles", List.of("offline_access", "marketer", "platform-admin")));

        assertThat(Role.of(claims)).containsExactlyInAnyOrder(Role.MARKETER, Role.PLATFORM_ADMIN);
    }
}
