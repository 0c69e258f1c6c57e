package io.tributary.segment.registry;

import io.tributary.segment.registry.RegistryVerdict.Changed;
import io.tributary.segment.registry.RegistryVerdict.Cycle;
import io.tributary.segment.registry.RegistryVerdict.InUse;
import io.tributary.segment.registry.RegistryVerdict.KeyTaken;
import io.tributary.segment.registry.RegistryVerdict.Misused;
import io.tributary.segment.registry.RegistryVerdict.NotFound;
import io.tributary.segment.registry.RegistryVerdict.Retired;
import io.tributary.segment.registry.RegistryVerdict.StageOf;
import io.tributary.segment.registry.RegistryVerdict.Unchanged;
import io.tributary.segment.registry.RegistryVerdict.UnknownReferences;
import io.tributary.segment.registry.RegistryVerdict.UnpublishedReferences;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Decides every change of the registry. Pure: the caller holds the tenant's lock and writes what comes out. */
public final class RegistryPolicy {

    private RegistryPolicy() {}

    /** A new segment with its first version, as a draft. */
    public static RegistryVerdict create(Registry registry, String key, SegmentVersion first) {
        var present = registry.find(key);
        if (present != null) {
            return new KeyTaken(key, present.status());
        }
        var refusal = referencesRefused(registry, key, first);
        return refusal != null
                ? refusal
                : new Changed(new RegisteredSegment(key, SegmentStatus.DRAFT, first, null, null), first, false);
    }

    /** A new version as a draft; the published one goes on deciding. {@code wished} is renumbered. */
    public static RegistryVerdict revise(Registry registry, String key, SegmentVersion wished) {
        return onLiving(registry, key, (segment, living) -> {
            var refusal = referencesRefused(living, key, wished);
            if (refusal != null) {
                return refusal;
            }
            if (segment.latest().hash().equals(wished.hash())
                    && segment.latest().description().equals(wished.description())) {
                return new Unchanged(segment);
            }
            var next = wished.renumbered(segment.latest().number() + 1, wished.createdAt(), wished.createdBy());
            return new Changed(
                    new RegisteredSegment(key, segment.status(), next, segment.published(), segment.publishedAt()),
                    next,
                    false);
        });
    }

    /** The newest version decides from now on. Publishing it again changes nothing. */
    public static RegistryVerdict publish(Registry registry, String key, Instant now) {
        return onLiving(registry, key, (segment, living) -> {
            var published = segment.published();
            if (segment.isPublished()
                    && published != null
                    && published.number() == segment.latest().number()) {
                return new Unchanged(segment);
            }
            return publishing(living, segment, segment.latest(), null, now);
        });
    }

    /** An earlier version's content as a new version that decides at once: numbers only rise. */
    public static RegistryVerdict rollBack(Registry registry, String key, SegmentVersion earlier, Instant now) {
        return onLiving(registry, key, (segment, living) -> {
            var again = earlier.renumbered(segment.latest().number() + 1, now, earlier.createdBy());
            var refusal = referencesRefused(living, key, again);
            return refusal != null ? refusal : publishing(living, segment, again, again, now);
        });
    }

    /** Nobody is a member any more, and the key is never used again. Refused while others refer to it. */
    public static RegistryVerdict retire(Registry registry, String key) {
        var segment = registry.find(key);
        if (segment == null) {
            return new NotFound(key);
        }
        if (segment.status() == SegmentStatus.RETIRED) {
            return new Unchanged(segment);
        }
        var set = registry.setOf(key);
        if (set != null) {
            return new StageOf(set);
        }
        var dependants = registry.dependants(key);
        return dependants.isEmpty()
                ? new Changed(
                        new RegisteredSegment(
                                key,
                                SegmentStatus.RETIRED,
                                segment.latest(),
                                segment.published(),
                                segment.publishedAt()),
                        null,
                        segment.published() != null)
                : new InUse(dependants);
    }

    private static RegistryVerdict onLiving(
            Registry registry, String key, BiFunction<RegisteredSegment, Registry, RegistryVerdict> decision) {
        var segment = registry.find(key);
        if (segment == null) {
            return new NotFound(key);
        }
        if (segment.status() == SegmentStatus.RETIRED) {
            return new Retired(key);
        }
        var set = registry.setOf(key);
        return set != null ? new StageOf(set) : decision.apply(segment, registry);
    }

    private static RegistryVerdict publishing(
            Registry registry,
            RegisteredSegment segment,
            SegmentVersion version,
            @Nullable SegmentVersion added,
            Instant now) {
        var unpublished =
                missing(References.of(version.rule()), it -> hasStatus(registry, it, SegmentStatus.PUBLISHED));
        return unpublished.isEmpty()
                ? new Changed(
                        new RegisteredSegment(segment.key(), SegmentStatus.PUBLISHED, version, version, now),
                        added,
                        true)
                : new UnpublishedReferences(unpublished);
    }

    private static @Nullable RegistryVerdict referencesRefused(Registry registry, String key, SegmentVersion version) {
        var references = References.of(version.rule());
        var cycle = registry.cycle(key, references);
        if (!cycle.isEmpty()) {
            return new Cycle(cycle);
        }
        var unknown = missing(
                references,
                it -> hasStatus(registry, it, SegmentStatus.DRAFT) || hasStatus(registry, it, SegmentStatus.PUBLISHED));
        if (!unknown.isEmpty()) {
            return new UnknownReferences(unknown);
        }
        var misused = new ArrayList<>(registry.figures().misused(version.written()));
        misused.addAll(new InlinedSize(registry).check(version.rule()));
        return misused.isEmpty() ? null : new Misused(misused);
    }

    private static boolean hasStatus(Registry registry, String key, SegmentStatus status) {
        var segment = registry.find(key);
        return segment != null && segment.status() == status;
    }

    private static List<String> missing(Set<String> references, Predicate<String> present) {
        return references.stream().filter(present.negate()).sorted().toList();
    }
}
