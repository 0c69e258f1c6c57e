package io.tributary.segment.registry;

import io.tributary.segment.computed.ComputedTrait;
import io.tributary.segment.computed.TraitStatus;
import io.tributary.segment.computed.TraitVersion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What comes of a wish to change a computed trait: a change to write, or one of the refusals. */
public sealed interface TraitVerdict {

    /**
     * Write this, and tell the engines.
     *
     * @param added a version to store beside it, null when only the standing changes
     * @param dependants published segments whose rules mean something else from now on
     */
    record Changed(ComputedTrait trait, @Nullable TraitVersion added, List<String> dependants) implements TraitVerdict {
        public Changed {
            dependants = List.copyOf(dependants);
        }
    }

    /** It stands already as wished: nothing to write. */
    record Unchanged(ComputedTrait trait) implements TraitVerdict {}

    record NotFound(String key) implements TraitVerdict {}

    /** The key is in use, or was and is retired: keys are never reused. */
    record KeyTaken(String key, TraitStatus by) implements TraitVerdict {}

    record Retired(String key) implements TraitVerdict {}

    /** Sources send a trait of this name; it is known of so many people. */
    record SaidBySources(long people) implements TraitVerdict {}

    /** Segments speak of a source's trait by this name, and would mean something else. */
    record NameInRules(List<String> segments) implements TraitVerdict {}

    /** There are as many living computed traits as a tenant may have. */
    record TooMany(int most) implements TraitVerdict {}

    /** Segments compare it. */
    record InUse(List<String> segments) implements TraitVerdict {}

    /** With this measure, rules that compare it would be larger than a rule may be. */
    record RulesTooLarge(List<String> segments) implements TraitVerdict {}
}
