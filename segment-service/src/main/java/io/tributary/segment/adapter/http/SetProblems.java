package io.tributary.segment.adapter.http;

import io.tributary.contracts.problem.ProblemType;
import io.tributary.segment.registry.RegistryVerdict;
import io.tributary.segment.registry.SegmentSet;
import io.tributary.segment.registry.SegmentStatus;
import io.tributary.segment.registry.SetVerdict;

/** One problem per refusal of a change of segment sets. */
final class SetProblems {

    private SetProblems() {}

    /** The set as it stands after the change. */
    static SegmentSet accepted(SetVerdict verdict) {
        return switch (verdict) {
            case SetVerdict.Changed changed -> changed.set();
            case SetVerdict.Unchanged unchanged -> unchanged.set();
            case SetVerdict.NotFound _ -> throw notFound();
            case SetVerdict.KeyTaken(var key, var status) ->
                throw new ProblemException(
                        ProblemType.ALREADY_EXISTS,
                        status == SegmentStatus.RETIRED
                                ? "The key '" + key + "' belonged to a set that is retired; keys are never reused."
                                : "The key '" + key + "' is in use. Send its new stages with PUT.");
            case SetVerdict.Retired(var key) ->
                throw new ProblemException(
                        ProblemType.CONFLICT, "The segment set '" + key + "' is retired and does not change any more.");
            case SetVerdict.TooMany(var most) ->
                throw new ProblemException(
                        ProblemType.CONFLICT, "A tenant has at most " + most + " segment sets, retired ones included.");
            case SetVerdict.StageRefused(var stage, var refusal) -> throw refused(stage, refusal);
        };
    }

    static ProblemException notFound() {
        return new ProblemException(ProblemType.NOT_FOUND, "There is no such segment set.");
    }

    private static ProblemException refused(String stage, RegistryVerdict refusal) {
        try {
            var segment = RegistryProblems.accepted(refusal);
            throw new IllegalStateException("no refusal of " + segment.key());
        } catch (ProblemException e) {
            return new ProblemException(e.type(), "Stage '" + stage + "': " + e.getMessage(), e.violations());
        }
    }
}
