package io.tributary.gateway.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.gateway.fault.IdentityProviderUnavailable;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

class TenantUseCasesTest {

    private static final TenantSettings SETTINGS = settings("Acme", "UTC", "DE");
    private static final NewMember ADA = account("ada");

    private final FakeTenants tenants = new FakeTenants();
    private final FakeOrganizations organizations = new FakeOrganizations();
    private final ProvisionTenant provision =
            new ProvisionTenant(tenants, organizations, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
    private final ChangeTenant change = new ChangeTenant(tenants, organizations);
    private final ChangeMembers members = new ChangeMembers(organizations);

    private static TenantSettings settings(String name, String zone, String region) {
        return new TenantSettings(name, zone, region, TenantLimits.DEFAULTS, List.of(), true);
    }

    private static NewMember account(String username) {
        return new NewMember(username, username + "@example.org", "First", "Last", MemberRole.ADMIN, null);
    }

    private static <T> T now(Mono<T> mono) {
        return Objects.requireNonNull(mono.block());
    }

    private @Nullable TenantStatus statusOf(String tenant) {
        var kept = tenants.kept.get(tenant);
        return kept == null ? null : kept.status();
    }

    @Test
    void makesAnActiveTenantWithItsAdmin() {
        var outcome = now(provision.provision("acme", SETTINGS, ADA));

        assertThat(outcome).isInstanceOf(ProvisionOutcome.Created.class);
        assertThat(statusOf("acme")).isEqualTo(TenantStatus.ACTIVE);
        assertThat(organizations.membersByTenant.get("acme")).containsKey("ada");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void staysInvisibleAfterAFaultAndIsFinishedByTheSameCall(int stepsBeforeFailure) {
        organizations.stepsBeforeFailure = stepsBeforeFailure;

        assertThatThrownBy(() -> now(provision.provision("acme", SETTINGS, ADA)))
                .isInstanceOf(IdentityProviderUnavailable.class);
        assertThat(statusOf("acme")).isEqualTo(TenantStatus.PROVISIONING);
        organizations.stepsBeforeFailure = Integer.MAX_VALUE;
        var outcome = now(provision.provision("acme", SETTINGS, ADA));

        assertThat(outcome).isInstanceOf(ProvisionOutcome.Created.class);
        assertThat(statusOf("acme")).isEqualTo(TenantStatus.ACTIVE);
    }

    @Test
    void leavesAFinishedTenantAlone() {
        now(provision.provision("acme", SETTINGS, ADA));

        var outcome = now(provision.provision("acme", SETTINGS, account("eve")));

        assertThat(outcome).isEqualTo(new ProvisionOutcome.KeyTaken());
        assertThat(organizations.membersByTenant.get("acme")).doesNotContainKey("eve");
    }

    @Test
    void refusesAnAdminOfAnotherTenant() {
        now(provision.provision("acme", SETTINGS, ADA));

        var outcome = now(provision.provision("globex", SETTINGS, ADA));

        assertThat(outcome).isEqualTo(new ProvisionOutcome.AdminElsewhere());
        assertThat(statusOf("globex")).isEqualTo(TenantStatus.PROVISIONING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "A-Team", "1st", "with space", "slash/ed", "_"})
    void refusesKeysThatCannotBeAnAlias(String key) {
        var outcome = now(provision.provision(key, SETTINGS, ADA));

        assertThat(outcome).isInstanceOf(ProvisionOutcome.Invalid.class);
        assertThat(tenants.kept).isEmpty();
    }

    @Test
    void suspendsAndResumesAnyNumberOfTimes() {
        now(provision.provision("acme", SETTINGS, ADA));

        now(change.suspend("acme"));
        var revision = Objects.requireNonNull(tenants.kept.get("acme")).revision();
        now(change.suspend("acme"));

        assertThat(statusOf("acme")).isEqualTo(TenantStatus.SUSPENDED);
        assertThat(Objects.requireNonNull(tenants.kept.get("acme")).revision()).isEqualTo(revision);
        now(change.resume("acme"));
        assertThat(statusOf("acme")).isEqualTo(TenantStatus.ACTIVE);
        assertThat(now(change.suspend("nobody"))).isEqualTo(new TenantChange.NotFound());
    }

    @Test
    void shutsTheDoorBeforeItRemovesTheAccounts() {
        now(provision.provision("acme", SETTINGS, ADA));
        organizations.stepsBeforeFailure = 0;

        assertThatThrownBy(() -> now(change.delete("acme"))).isInstanceOf(IdentityProviderUnavailable.class);

        assertThat(statusOf("acme")).isEqualTo(TenantStatus.DELETED);
        organizations.stepsBeforeFailure = Integer.MAX_VALUE;
        now(change.delete("acme"));
        assertThat(organizations.membersByTenant).doesNotContainKey("acme");
        assertThat(now(change.resume("acme"))).isEqualTo(new TenantChange.NotAllowed(TenantStatus.DELETED));
    }

    @Test
    void fixesTheTimeZoneButNothingElse() {
        tenants.kept.put("acme", new Tenant("acme", SETTINGS, TenantStatus.ACTIVE, true, 4, Instant.EPOCH));

        var moved = now(change.setUp("acme", it -> settings("Acme", "Europe/Berlin", "DE")));
        var renamed = now(change.setUp("acme", it -> settings("Zenith", "UTC", "")));

        assertThat(moved).isEqualTo(new TenantChange.ZoneFixed());
        assertThat(renamed).isInstanceOf(TenantChange.Done.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "context.ip",
                "properties.products.*.email",
                "traits.a\\.b",
                "context.externalIds.*.id",
                "_metadata",
                "user_email",
                "integrations.Mail.to"
            })
    void takesPathsOfWhatCanBeKeptOut(String path) {
        tenants.kept.put("acme", new Tenant("acme", SETTINGS, TenantStatus.ACTIVE, true, 4, Instant.EPOCH));

        var changed = now(change.setUp("acme", it -> keepingOut(path)));

        assertThat(changed).isInstanceOf(TenantChange.Done.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "properties",
                "context",
                "*",
                "*.ip",
                "userId",
                "messageId",
                "timestamp",
                "writeKey",
                "category",
                "context..ip",
                ".ip",
                "context.",
                "context.ip\\",
                "a.b.c.d.e.f.g.h.i.j.k",
                "context.i\np"
            })
    void refusesPathsOfWhatTheProtocolNeedsOrThatNameNothing(String path) {
        tenants.kept.put("acme", new Tenant("acme", SETTINGS, TenantStatus.ACTIVE, true, 4, Instant.EPOCH));

        var invalid = (TenantChange.Invalid) now(change.setUp("acme", it -> keepingOut("context.locale", path)));

        assertThat(invalid.violations()).extracting(Violation::pointer).containsExactly("/privateFields/1/path");
    }

    @Test
    void namesALimitThatTheCollectorCannotKeep() {
        tenants.kept.put("acme", new Tenant("acme", SETTINGS, TenantStatus.ACTIVE, true, 4, Instant.EPOCH));
        var limits = new TenantLimits(-1, 600_000, 4_194_305, 10_001, 3, 1_001);

        var invalid = (TenantChange.Invalid)
                now(change.setUp("acme", it -> new TenantSettings("Acme", "UTC", "DE", limits, List.of(), true)));

        assertThat(invalid.violations())
                .extracting(Violation::pointer)
                .containsExactly(
                        "/limits/eventsPerSecond",
                        "/limits/eventBytes",
                        "/limits/batchBytes",
                        "/limits/batchEvents",
                        "/limits/nesting",
                        "/limits/members");
    }

    private static TenantSettings keepingOut(String... paths) {
        var fields = Stream.of(paths)
                .map(it -> new PrivateField(it, PrivateAction.DROP))
                .toList();
        return new TenantSettings("Acme", "UTC", "DE", TenantLimits.DEFAULTS, fields, true);
    }

    @Test
    void neverRemovesTheLastAdminNorAStranger() {
        now(provision.provision("acme", SETTINGS, ADA));
        now(provision.provision("globex", SETTINGS, account("gus")));

        assertThat(now(members.remove("acme", "ada", "ada"))).isEqualTo(new ChangeMembers.Outcome.OwnAccount());
        assertThat(now(members.remove("acme", "gus", "ada"))).isEqualTo(new ChangeMembers.Outcome.NotFound());
        assertThat(organizations.membersByTenant.get("globex")).containsKey("gus");
    }

    @Test
    void saysWhetherAnAccountWasAMemberBefore() {
        now(provision.provision("acme", SETTINGS, ADA));

        assertThat(now(members.add("acme", account("bob")))).isInstanceOf(ChangeMembers.Outcome.Added.class);
        assertThat(now(members.add("acme", account("bob")))).isEqualTo(new ChangeMembers.Outcome.AlreadyMember());
        assertThat(now(members.add("globex", account("bob")))).isEqualTo(new ChangeMembers.Outcome.Elsewhere());
    }

    @Test
    void namesWhatIsWrongWithAnAccount() {
        var outcome = now(members.add("acme", new NewMember("x", "no-address", " ", "L", MemberRole.VIEWER, "")));

        assertThat(outcome).isInstanceOf(ChangeMembers.Outcome.Invalid.class);
        assertThat(((ChangeMembers.Outcome.Invalid) outcome).violations())
                .extracting(Violation::pointer)
                .isEqualTo(List.of("/username", "/email", "/firstName", "/password"));
    }

    @Test
    void neverPrintsAPassword() {
        var member = new NewMember("ada", "ada@example.org", "A", "L", MemberRole.ADMIN, "s3cret");

        assertThat(member.toString()).doesNotContain("s3cret", "ada");
    }
}
