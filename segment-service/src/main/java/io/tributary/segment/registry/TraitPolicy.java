package io.tributary.segment.registry;

import io.tributary.segment.computed.ComputedTrait;
import io.tributary.segment.computed.TraitStatus;
import io.tributary.segment.computed.TraitVersion;
import io.tributary.segment.rule.RuleLimits;
import java.util.List;
import java.util.function.Function;

/**
 * Decides every change of computed traits. A change decides at once, and every rule that compares the trait follows it. Pure:
 * the caller holds the tenant's lock and writes what comes out.
 */
public final class TraitPolicy {

    /** How many living computed traits a tenant may have: each is kept for every person. */
    public static final int MOST = 50;

    private TraitPolicy() {}

    /**
     * A new trait, whose numbers are there as soon as everybody has been looked at.
     *
     * @param people of how many a source says something under that name
     */
    public static TraitVerdict create(Registry registry, String key, TraitVersion first, long people) {
        var present = registry.trait(key);
        if (present != null) {
            return new TraitVerdict.KeyTaken(key, present.status());
        }
        if (people > 0) {
            return new TraitVerdict.SaidBySources(people);
        }
        var speakers = registry.speakersOf(key);
        if (!speakers.isEmpty()) {
            return new TraitVerdict.NameInRules(speakers);
        }
        long living = registry.traits().values().stream()
                .filter(ComputedTrait::isLive)
                .count();
        return living >= MOST
                ? new TraitVerdict.TooMany(MOST)
                : new TraitVerdict.Changed(new ComputedTrait(key, TraitStatus.LIVE, first), first, List.of());
    }

    /** A new version, which decides at once. {@code wished} is renumbered. */
    public static TraitVerdict revise(Registry registry, String key, TraitVersion wished) {
        return onLiving(registry, key, trait -> {
            if (trait.latest().isSameAs(wished)) {
                return new TraitVerdict.Unchanged(trait);
            }
            var next = wished.renumbered(trait.latest().number() + 1);
            var revised = trait.with(next);
            var tooLarge = tooLarge(registry.with(revised), key);
            if (!tooLarge.isEmpty()) {
                return new TraitVerdict.RulesTooLarge(tooLarge);
            }
            boolean means = !trait.latest().figure().equals(next.figure());
            return new TraitVerdict.Changed(revised, next, means ? registry.decidedBy(key) : List.of());
        });
    }

    /** Nobody has a number any more, and the name is never used again. Refused while segments compare it. */
    public static TraitVerdict retire(Registry registry, String key) {
        var present = registry.trait(key);
        if (present != null && !present.isLive()) {
            return new TraitVerdict.Unchanged(present);
        }
        return onLiving(registry, key, trait -> {
            var speakers = registry.speakersOf(key);
            return speakers.isEmpty()
                    ? new TraitVerdict.Changed(trait.retired(), null, List.of())
                    : new TraitVerdict.InUse(speakers);
        });
    }

    private static TraitVerdict onLiving(
            Registry registry, String key, Function<ComputedTrait, TraitVerdict> decision) {
        var trait = registry.trait(key);
        if (trait == null) {
            return new TraitVerdict.NotFound(key);
        }
        return trait.isLive() ? decision.apply(trait) : new TraitVerdict.Retired(key);
    }

    private static List<String> tooLarge(Registry registry, String key) {
        return registry.speakersOf(key).stream()
                .filter(it -> registry.rulesOf(it).stream()
                        .anyMatch(rule -> !RuleLimits.check(rule).isEmpty()))
                .toList();
    }
}
