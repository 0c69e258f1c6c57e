package io.tributary.gateway.tenant;

import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Tenants in memory, with the revision rule of the real ones. */
final class FakeTenants implements Tenants {

    final TreeMap<String, Tenant> kept = new TreeMap<>();

    @Override
    public Mono<Tenant> find(String key) {
        return Mono.justOrEmpty(kept.get(key));
    }

    @Override
    public Mono<List<Tenant>> list(@Nullable String after, int limit) {
        return Mono.just(kept.tailMap(after == null ? "" : after, false).values().stream()
                .limit(limit)
                .toList());
    }

    @Override
    public Mono<Boolean> add(Tenant tenant) {
        return Mono.fromSupplier(() -> kept.putIfAbsent(tenant.key(), tenant) == null);
    }

    @Override
    public Mono<Boolean> change(Tenant tenant) {
        return Mono.fromSupplier(() -> {
            var before = kept.get(tenant.key());
            if (before == null || before.revision() != tenant.revision() - 1) {
                return false;
            }
            kept.put(tenant.key(), tenant);
            return true;
        });
    }
}
