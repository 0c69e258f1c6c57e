package io.tributary.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.gateway.access.Access.Reason;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AccessPolicyTest {

    private final AccessPolicy policy = new AccessPolicy(tenant -> switch (tenant) {
        case "acme" -> TenantStanding.ACTIVE;
        case "asleep" -> TenantStanding.SUSPENDED;
        case "early" -> TenantStanding.NOT_KNOWN_YET;
        default -> TenantStanding.ABSENT;
    });

    private static Caller caller(List<String> tenants, Role... roles) {
        return new Caller("account", tenants, Set.of(roles));
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"VIEWER", "MARKETER", "ADMIN"})
    void letsMembersOfAnActiveTenantPass(Role role) {
        var access = policy.judge(Need.MEMBER, caller(List.of("acme"), role));

        assertThat(access).isEqualTo(new Access.Member("acme"));
    }

    @Test
    void refusesWhoeverNamesNoUsableTenant() {
        assertThat(refusal(caller(List.of(), Role.ADMIN))).isEqualTo(Reason.NO_TENANT);
        assertThat(refusal(caller(List.of("acme", "globex"), Role.ADMIN))).isEqualTo(Reason.SEVERAL_TENANTS);
        assertThat(refusal(caller(List.of("nobody"), Role.ADMIN))).isEqualTo(Reason.NO_TENANT);
        assertThat(refusal(caller(List.of("asleep"), Role.ADMIN))).isEqualTo(Reason.TENANT_SUSPENDED);
        assertThat(refusal(caller(List.of("acme")))).isEqualTo(Reason.NEEDS_A_ROLE);
    }

    @Test
    void keepsAPlatformAdminOutOfTenants() {
        var platform = caller(List.of(), Role.PLATFORM_ADMIN);

        assertThat(policy.judge(Need.PLATFORM_ADMIN, platform)).isEqualTo(new Access.Platform());
        assertThat(refusal(platform)).isEqualTo(Reason.NEEDS_A_ROLE);
        assertThat(refusal(caller(List.of("acme"), Role.PLATFORM_ADMIN))).isEqualTo(Reason.NEEDS_A_ROLE);
    }

    @Test
    void keepsMembersAwayFromTheInstallation() {
        var admin = policy.judge(Need.PLATFORM_ADMIN, caller(List.of("acme"), Role.ADMIN));
        var both = policy.judge(Need.PLATFORM_ADMIN, caller(List.of("acme"), Role.ADMIN, Role.PLATFORM_ADMIN));

        assertThat(admin).isEqualTo(new Access.Refused(Reason.NEEDS_PLATFORM_ADMIN));
        assertThat(both).isEqualTo(new Access.Refused(Reason.NEEDS_PLATFORM_ADMIN));
    }

    @Test
    void leavesATenantThatIsNotKnownYetToTheServices() {
        var access = policy.judge(Need.MEMBER, caller(List.of("early"), Role.VIEWER));

        assertThat(access).isEqualTo(new Access.Member("early"));
    }

    private Reason refusal(Caller caller) {
        return policy.judge(Need.MEMBER, caller) instanceof Access.Refused refused ? refused.reason() : throwPassed();
    }

    private static Reason throwPassed() {
        throw new AssertionError("the caller passed");
    }
}
