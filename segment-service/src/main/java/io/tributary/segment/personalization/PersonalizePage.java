package io.tributary.segment.personalization;

import io.tributary.segment.feature.ProfileState;
import io.tributary.segment.profile.Profiles;
import io.tributary.segment.registry.Description;
import io.tributary.segment.registry.RegisteredSegment;
import io.tributary.segment.registry.Registry;
import io.tributary.segment.registry.Segments;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Answers a live page from the profile's document; of the registry it keeps a copy for two seconds. */
public final class PersonalizePage {

    private static final Duration KEEP = Duration.ofSeconds(2);

    private final Profiles profiles;
    private final Segments segments;
    // One entry a tenant: bounded by the tenants of the installation.
    private final Map<String, Mono<Registry>> registries = new ConcurrentHashMap<>();

    public PersonalizePage(Profiles profiles, Segments segments) {
        this.profiles = profiles;
        this.segments = segments;
    }

    /** Of the person with that normalised identifier; {@link Personalization#NONE} when nobody has it. */
    public Mono<Personalization> of(String tenant, String namespace, String value, Audience audience) {
        return profiles.byIdentifier(tenant, namespace, value)
                .zipWith(registry(tenant), (profile, registry) -> personalize(profile, registry, audience))
                .defaultIfEmpty(Personalization.NONE);
    }

    private Mono<Registry> registry(String tenant) {
        return registries.computeIfAbsent(
                tenant, it -> segments.read(it).cache(found -> KEEP, fault -> Duration.ZERO, () -> Duration.ZERO));
    }

    private static Personalization personalize(ProfileState profile, Registry registry, Audience audience) {
        // Kept, but not to be used for or against the person.
        if (profile.restricted()) {
            return Personalization.NONE;
        }
        return new Personalization(profile.memberships().entrySet().stream()
                .filter(it -> it.getValue().member())
                .flatMap(it ->
                        membership(
                                registry.find(it.getKey()),
                                Instant.ofEpochMilli(it.getValue().since()),
                                audience)
                                .stream())
                .toList());
    }

    private static Optional<Personalization.Membership> membership(
            @Nullable RegisteredSegment segment, Instant since, Audience audience) {
        var published = segment == null || !segment.isPublished() ? null : segment.published();
        if (segment == null || published == null || !isSeenBy(audience, published.description())) {
            return Optional.empty();
        }
        return Optional.of(new Personalization.Membership(
                segment.key(), since, published.description().actions()));
    }

    private static boolean isSeenBy(Audience audience, Description description) {
        return switch (audience) {
            case MEMBER -> true;
            case PAGE -> description.isPublic();
        };
    }
}
