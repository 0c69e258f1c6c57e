package io.tributary.segment.adapter.http;

import io.tributary.contracts.problem.ProblemType;
import io.tributary.segment.adapter.http.ProblemException.Violation;
import io.tributary.segment.registry.RegisteredSegment;
import io.tributary.segment.registry.RegistryVerdict;
import io.tributary.segment.registry.SegmentStatus;
import java.util.List;

/** One problem per refusal of the registry. No default: a new refusal does not compile until it has its answer here. */
final class RegistryProblems {

    private RegistryProblems() {}

    /** The segment as it stands after the change. */
    static RegisteredSegment accepted(RegistryVerdict verdict) {
        return switch (verdict) {
            case RegistryVerdict.Changed changed -> changed.segment();
            case RegistryVerdict.Unchanged unchanged -> unchanged.segment();
            case RegistryVerdict.NotFound _ -> throw notFound();
            case RegistryVerdict.KeyTaken(var key, var status) ->
                throw new ProblemException(
                        ProblemType.ALREADY_EXISTS,
                        status == SegmentStatus.RETIRED
                                ? "The key '" + key + "' belonged to a segment that is retired; keys are never reused."
                                : "The key '" + key + "' is in use. Send a new version with PUT.");
            case RegistryVerdict.Retired(var key) ->
                throw new ProblemException(
                        ProblemType.CONFLICT, "The segment '" + key + "' is retired and does not change any more.");
            case RegistryVerdict.UnknownReferences(var keys) ->
                throw new ProblemException(
                        ProblemType.INVALID_RULE,
                        "Refer to segments that there are.",
                        violations(keys, "unknown-segment", "there is no such segment"));
            case RegistryVerdict.UnpublishedReferences(var keys) ->
                throw new ProblemException(
                        ProblemType.CONFLICT,
                        "Publish the segments first that this one refers to.",
                        violations(keys, "not-published", "this segment is not published"));
            case RegistryVerdict.Cycle(var path) ->
                throw new ProblemException(
                        ProblemType.SEGMENT_CYCLE,
                        "Break the circle: " + String.join(" -> ", path) + ".",
                        List.of(new Violation("/rule", "cycle", String.join(" -> ", path))));
            case RegistryVerdict.Misused(var errors) -> throw RuleInput.invalid(errors);
            case RegistryVerdict.InUse(var dependants) ->
                throw new ProblemException(
                        ProblemType.SEGMENT_IN_USE,
                        "Change the segments first that refer to it: " + String.join(", ", dependants) + ".",
                        violations(dependants, "dependant", "this segment refers to it"));
            case RegistryVerdict.StageOf(var set) ->
                throw new ProblemException(
                        ProblemType.CONFLICT,
                        "It is a stage of the segment set '" + set + "': change, publish or retire the set.");
            case RegistryVerdict.NoSuchVersion(var number) ->
                throw new ProblemException(ProblemType.NOT_FOUND, "There is no version " + number + ".");
        };
    }

    static ProblemException notFound() {
        return new ProblemException(ProblemType.NOT_FOUND, "There is no such segment.");
    }

    private static List<Violation> violations(List<String> keys, String rule, String message) {
        return keys.stream()
                .map(it -> new Violation("/rule", rule, message + ": " + it))
                .toList();
    }
}
