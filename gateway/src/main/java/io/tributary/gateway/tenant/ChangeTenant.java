package io.tributary.gateway.tenant;

import java.util.function.Function;
import java.util.function.UnaryOperator;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Suspends, resumes, deletes and sets up tenants. Each step may be repeated; two at once both hold, one after the other. */
public final class ChangeTenant {

    private static final int ATTEMPTS = 5;

    private final Tenants tenants;
    private final Organizations organizations;

    public ChangeTenant(Tenants tenants, Organizations organizations) {
        this.tenants = tenants;
        this.organizations = organizations;
    }

    public Mono<TenantChange> suspend(String key) {
        return change(key, tenant -> move(tenant, TenantStatus.SUSPENDED));
    }

    public Mono<TenantChange> resume(String key) {
        return change(key, tenant -> move(tenant, TenantStatus.ACTIVE));
    }

    /** First the status, so that nobody is let in any more; then the accounts. Repeating it finishes the second half. */
    public Mono<TenantChange> delete(String key) {
        return change(key, ChangeTenant::deleted)
                .flatMap(outcome -> outcome instanceof TenantChange.Done
                        ? organizations.removeAll(key).thenReturn(outcome)
                        : Mono.just(outcome));
    }

    /** {@code next} makes the settings from those that are kept: decided again when another change came first. */
    public Mono<TenantChange> setUp(String key, UnaryOperator<TenantSettings> next) {
        return change(key, tenant -> settle(tenant, next.apply(tenant.settings())));
    }

    private static TenantChange move(Tenant tenant, TenantStatus next) {
        return switch (tenant.status()) {
            case ACTIVE, SUSPENDED -> new TenantChange.Done(tenant.status() == next ? tenant : tenant.as(next));
            case PROVISIONING, DELETED -> new TenantChange.NotAllowed(tenant.status());
        };
    }

    private static TenantChange deleted(Tenant tenant) {
        return new TenantChange.Done(
                tenant.status() == TenantStatus.DELETED ? tenant : tenant.as(TenantStatus.DELETED));
    }

    private static TenantChange settle(Tenant tenant, TenantSettings settings) {
        var violations = TenantPolicy.of(settings);
        if (!violations.isEmpty()) {
            return new TenantChange.Invalid(violations);
        }
        if (tenant.settings().equals(settings)) {
            return new TenantChange.Done(tenant);
        }
        boolean otherZone = !tenant.settings().timeZone().equals(settings.timeZone());
        return otherZone && tenant.timeZoneFixed()
                ? new TenantChange.ZoneFixed()
                : new TenantChange.Done(tenant.with(settings));
    }

    private Mono<TenantChange> change(String key, Function<Tenant, TenantChange> decide) {
        return Mono.defer(() -> tenants.find(key)
                        .flatMap(before -> keep(before, decide.apply(before)))
                        .defaultIfEmpty(new TenantChange.NotFound()))
                .retryWhen(Retry.max(ATTEMPTS).filter(OverTaken.class::isInstance));
    }

    private Mono<TenantChange> keep(Tenant before, TenantChange verdict) {
        if (!(verdict instanceof TenantChange.Done done) || done.tenant().equals(before)) {
            return Mono.just(verdict);
        }
        return tenants.change(done.tenant()).flatMap(kept -> kept ? Mono.just(verdict) : Mono.error(new OverTaken()));
    }

    /** Another change came first; decide again from the newer state. */
    private static final class OverTaken extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }
}
