package io.tributary.segment.adapter.http;

import io.tributary.contracts.problem.ProblemType;
import io.tributary.segment.adapter.http.ProblemException.Violation;
import io.tributary.segment.computed.ComputedTrait;
import io.tributary.segment.computed.TraitStatus;
import io.tributary.segment.registry.TraitVerdict;
import java.util.List;

/** One problem per refusal of a change of computed traits. */
final class TraitProblems {

    private TraitProblems() {}

    /** The trait as it stands after the change. */
    static ComputedTrait accepted(TraitVerdict verdict) {
        return switch (verdict) {
            case TraitVerdict.Changed changed -> changed.trait();
            case TraitVerdict.Unchanged unchanged -> unchanged.trait();
            case TraitVerdict.NotFound _ -> throw notFound();
            case TraitVerdict.KeyTaken(var key, var status) ->
                throw new ProblemException(
                        ProblemType.ALREADY_EXISTS,
                        status == TraitStatus.RETIRED
                                ? "The key '" + key
                                        + "' belonged to a computed trait that is retired; keys are never reused."
                                : "The key '" + key + "' is in use. Send a new measure with PUT.");
            case TraitVerdict.Retired(var key) ->
                throw new ProblemException(
                        ProblemType.CONFLICT,
                        "The computed trait '" + key + "' is retired and does not change any more.");
            case TraitVerdict.SaidBySources(var people) ->
                throw new ProblemException(
                        ProblemType.CONFLICT,
                        "Choose another key: sources send a trait of this name.",
                        List.of(new Violation("/key", "said-by-sources", "known of " + people + " people")));
            case TraitVerdict.NameInRules(var segments) ->
                throw new ProblemException(
                        ProblemType.CONFLICT,
                        "Choose another key, or change these segments first: " + String.join(", ", segments) + ".",
                        violations("/key", segments, "in-rules", "this segment speaks of a trait of this name"));
            case TraitVerdict.TooMany(var most) ->
                throw new ProblemException(
                        ProblemType.CONFLICT, "A tenant has at most " + most + " living computed traits: retire one.");
            case TraitVerdict.InUse(var segments) ->
                throw new ProblemException(
                        ProblemType.SEGMENT_IN_USE,
                        "Change the segments first that compare it: " + String.join(", ", segments) + ".",
                        violations("/key", segments, "dependant", "this segment compares it"));
            case TraitVerdict.RulesTooLarge(var segments) ->
                throw new ProblemException(
                        ProblemType.CONFLICT,
                        "Shorten the measure, or the rules that would be too large with it: "
                                + String.join(", ", segments) + ".",
                        violations(
                                "/measure", segments, "too-many-nodes", "the rule of this segment would be too large"));
        };
    }

    static ProblemException notFound() {
        return new ProblemException(ProblemType.NOT_FOUND, "There is no such computed trait.");
    }

    private static List<Violation> violations(String pointer, List<String> segments, String rule, String message) {
        return segments.stream()
                .map(it -> new Violation(pointer, rule, message + ": " + it))
                .toList();
    }
}
