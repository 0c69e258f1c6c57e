package io.tributary.gateway.tenant;

import java.time.InstantSource;
import reactor.core.publisher.Mono;

/**
 * Creates a tenant in steps that can each be repeated: the row, the organization, the admin's account, then the row
 * again as active. After a crash or a fault the same call continues; until then nobody sees the tenant.
 */
public final class ProvisionTenant {

    private final Tenants tenants;
    private final Organizations organizations;
    private final InstantSource clock;

    public ProvisionTenant(Tenants tenants, Organizations organizations, InstantSource clock) {
        this.tenants = tenants;
        this.organizations = organizations;
        this.clock = clock;
    }

    public Mono<ProvisionOutcome> provision(String key, TenantSettings settings, NewMember admin) {
        var violations = TenantPolicy.ofNew(key, settings, admin);
        if (!violations.isEmpty()) {
            return Mono.just(new ProvisionOutcome.Invalid(violations));
        }
        return begin(key, settings)
                .flatMap(tenant -> tenant.status() == TenantStatus.PROVISIONING
                        ? makeAccounts(tenant, settings, admin)
                        : Mono.just(new ProvisionOutcome.KeyTaken()));
    }

    private Mono<Tenant> begin(String key, TenantSettings settings) {
        return Mono.defer(() -> {
            var fresh = Tenant.provisioning(key, settings, clock.instant());
            return tenants.add(fresh).flatMap(added -> added ? Mono.just(fresh) : tenants.find(key));
        });
    }

    private Mono<ProvisionOutcome> makeAccounts(Tenant tenant, TenantSettings settings, NewMember admin) {
        return organizations
                .ensure(tenant.key(), settings.name())
                .then(Mono.defer(() -> organizations.join(tenant.key(), admin)))
                .flatMap(joined -> switch (joined) {
                    case JoinOutcome.Joined done -> activate(tenant.with(settings), done.member());
                    case JoinOutcome.Elsewhere _ -> Mono.just(new ProvisionOutcome.AdminElsewhere());
                    case JoinOutcome.NotAccepted _ -> Mono.just(new ProvisionOutcome.AdminNotAccepted());
                });
    }

    private Mono<ProvisionOutcome> activate(Tenant changed, Member admin) {
        // with() has counted the revision; the status goes into the same change.
        var active = new Tenant(
                changed.key(),
                changed.settings(),
                TenantStatus.ACTIVE,
                changed.timeZoneFixed(),
                changed.revision(),
                changed.createdAt());
        return tenants.change(active)
                .map(kept -> kept
                        ? new ProvisionOutcome.Created(active, admin)
                        // Somebody else finished the same creation at the same time.
                        : new ProvisionOutcome.KeyTaken());
    }
}
