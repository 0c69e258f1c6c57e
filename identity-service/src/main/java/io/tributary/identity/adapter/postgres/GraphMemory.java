package io.tributary.identity.adapter.postgres;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tributary.identity.graph.GraphChange;
import io.tributary.identity.graph.GuardHit;
import io.tributary.identity.graph.Profile;
import io.tributary.identity.identifier.Identifier;
import io.tributary.identity.rules.IdentityRules;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * What this instance remembers of the graphs, as of one graph number per tenant. An identifier's owner is only a hint:
 * it holds if the remembered profile has the identifier, so forgetting a profile that changed is enough.
 */
final class GraphMemory {

    private final Cache<IdentifierKey, UUID> hints;
    private final Cache<ProfileKey, Profile> profiles;
    private final Cache<NotedGuard, Boolean> noted;
    private final ConcurrentMap<String, Epoch> epochs = new ConcurrentHashMap<>();

    GraphMemory(long maxIdentifiers, long maxProfiles) {
        this.hints = Caffeine.newBuilder().maximumSize(maxIdentifiers).build();
        this.profiles = Caffeine.newBuilder().maximumSize(maxProfiles).build();
        this.noted = Caffeine.newBuilder().maximumSize(maxProfiles).build();
    }

    private record IdentifierKey(String tenant, Identifier identifier) {}

    private record ProfileKey(String tenant, UUID id) {}

    private record NotedGuard(String tenant, UUID profile, String guard, Identifier identifier) {}

    /** The tenant's state in this memory. Its monitor guards the number together with what is put under it. */
    static final class Epoch {
        private long number = -1;
        private @Nullable IdentityRules rules;

        private Epoch() {}

        long number() {
            return number;
        }

        @Nullable
        IdentityRules rules() {
            return rules;
        }

        void advance(long to) {
            number = to;
        }

        void follow(IdentityRules current) {
            rules = current;
        }
    }

    /** Tenants come from accepted events, so there are as many epochs as tenants. */
    Epoch epoch(String tenant) {
        return epochs.computeIfAbsent(tenant, _ -> new Epoch());
    }

    Optional<Profile> owner(String tenant, Identifier identifier) {
        var id = hints.getIfPresent(new IdentifierKey(tenant, identifier));
        return Optional.ofNullable(id)
                .flatMap(it -> profile(tenant, it))
                .filter(it -> it.nodes().containsKey(identifier));
    }

    Optional<Profile> profile(String tenant, UUID id) {
        return Optional.ofNullable(profiles.getIfPresent(new ProfileKey(tenant, id)));
    }

    /** Puts profiles that were read or written at exactly the memory's number. */
    void remember(String tenant, Collection<Profile> current) {
        for (var profile : current) {
            profiles.put(new ProfileKey(tenant, profile.id()), profile);
            profile.nodes().keySet().forEach(it -> hints.put(new IdentifierKey(tenant, it), profile.id()));
        }
    }

    void forget(String tenant, Collection<UUID> changed) {
        changed.forEach(it -> profiles.invalidate(new ProfileKey(tenant, it)));
    }

    void forgetAll(String tenant) {
        profiles.asMap().keySet().removeIf(it -> it.tenant().equals(tenant));
    }

    /**
     * Takes a committed change over. If others committed before it and this memory has not heard of that yet, nothing is
     * taken: the next batch forgets all profiles that changed since, these too.
     */
    void committed(String tenant, long number, GraphChange change) {
        var epoch = epoch(tenant);
        synchronized (epoch) {
            if (epoch.number() == number - 1) {
                forget(tenant, change.gone().stream().map(GraphChange.Gone::id).toList());
                remember(tenant, change.touched());
                epoch.advance(number);
            }
        }
    }

    /** Those hits that this instance has not noted before. */
    List<GuardHit> notNoted(String tenant, List<GuardHit> hits) {
        return hits.stream()
                .filter(it -> noted.asMap().putIfAbsent(keyOf(tenant, it), true) == null)
                .toList();
    }

    /** Undoes {@link #notNoted} for hits whose write failed. */
    void unnote(String tenant, List<GuardHit> hits) {
        hits.forEach(it -> noted.invalidate(keyOf(tenant, it)));
    }

    private static NotedGuard keyOf(String tenant, GuardHit hit) {
        return new NotedGuard(
                tenant,
                hit.profile(),
                hit.demotion().guard().label(),
                hit.demotion().identifier());
    }
}
