package io.tributary.segment.registry;

import io.tributary.segment.rule.RuleError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What comes of a wish to change the registry: a change to write, or one of the refusals. */
public sealed interface RegistryVerdict {

    /**
     * Write this.
     *
     * @param added a version to store beside it, null when only the standing changes
     * @param announced whether the engines must hear of it
     */
    record Changed(RegisteredSegment segment, @Nullable SegmentVersion added, boolean announced)
            implements RegistryVerdict {}

    /** It stands already as wished: nothing to write. */
    record Unchanged(RegisteredSegment segment) implements RegistryVerdict {}

    record NotFound(String key) implements RegistryVerdict {}

    /** The key is in use, or was and is retired: keys are never reused. */
    record KeyTaken(String key, SegmentStatus by) implements RegistryVerdict {}

    record Retired(String key) implements RegistryVerdict {}

    /** The rule refers to segments that there are not, or that are retired. */
    record UnknownReferences(List<String> keys) implements RegistryVerdict {}

    /** The rule refers to segments without a published version. */
    record UnpublishedReferences(List<String> keys) implements RegistryVerdict {}

    /** The rule compares computed traits as they cannot be compared, or is too large with what they mean. */
    record Misused(List<RuleError> errors) implements RegistryVerdict {}

    record Cycle(List<String> path) implements RegistryVerdict {}

    record InUse(List<String> dependants) implements RegistryVerdict {}

    /** It is a stage of that set, and changes with the others of it only. */
    record StageOf(String set) implements RegistryVerdict {}

    record NoSuchVersion(int number) implements RegistryVerdict {}
}
