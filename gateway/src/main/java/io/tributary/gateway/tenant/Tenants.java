package io.tributary.gateway.tenant;

import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The kept tenants. Whatever is changed here is also published, at least once and in the order of revisions. */
public interface Tenants {

    /** Empty when there is none. */
    Mono<Tenant> find(String key);

    /** Tenants in the order of their keys, after the given one. */
    Mono<List<Tenant>> list(@Nullable String after, int limit);

    /** Keeps a new tenant; false when the key is taken. */
    Mono<Boolean> add(Tenant tenant);

    /** Keeps a change; false when the stored tenant is not one revision behind. */
    Mono<Boolean> change(Tenant tenant);
}
