package io.tributary.segment.adapter.http;

import io.tributary.contracts.problem.ProblemType;
import io.tributary.segment.adapter.http.ProblemException.Violation;
import io.tributary.segment.feature.SegmentCatalogue;
import io.tributary.segment.history.Vocabularies;
import io.tributary.segment.registry.ComputedTraits;
import io.tributary.segment.rule.Canonical;
import io.tributary.segment.rule.Condition;
import io.tributary.segment.rule.Doubts;
import io.tributary.segment.rule.Figure;
import io.tributary.segment.rule.FigureParse;
import io.tributary.segment.rule.Operator;
import io.tributary.segment.rule.RuleCost;
import io.tributary.segment.rule.RuleError;
import io.tributary.segment.rule.RuleJson;
import io.tributary.segment.rule.RuleLimits;
import io.tributary.segment.rule.RuleParse;
import io.tributary.segment.rule.RuleText;
import io.tributary.segment.rule.Vocabulary;
import io.tributary.segment.store.StoreUnavailable;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** A rule as a request spells it, as JSON tree or as text, into its canonical form; or the problem that says why not. */
@Component
class RuleInput {

    private static final RuleError NOT_LOOKED_UP = new RuleError(
            "",
            -1,
            "catalogue-unavailable",
            "names were not compared with what came, because the index does not answer",
            "ask again later");

    private final SegmentCatalogue catalogue;
    private final ComputedTraits traits;
    private final Vocabularies vocabularies;
    private final Clock suiteClock;

    RuleInput(
            SegmentCatalogue catalogue,
            ComputedTraits traits,
            Vocabularies vocabularies,
            @Qualifier("suiteClock") Clock suiteClock) {
        this.catalogue = catalogue;
        this.traits = traits;
        this.vocabularies = vocabularies;
        this.suiteClock = suiteClock;
    }

    /** What there is to say about a rule that can be read. */
    record Asked(List<RuleError> errors, List<RuleError> warnings, RuleCost cost) {}

    Condition read(@Nullable JsonNode rule) {
        if (rule == null || rule.isNull() || rule.isMissingNode()) {
            throw new ProblemException(
                    ProblemType.INVALID_REQUEST,
                    "Send a rule, as JSON or as text.",
                    List.of(new Violation("/rule", "required", "a rule is needed")));
        }
        return switch (parse(rule)) {
            case RuleParse.Parsed(var condition) -> within(condition);
            case RuleParse.Invalid(var errors) -> throw invalid(errors);
        };
    }

    static RuleParse parse(JsonNode rule) {
        return rule.isString() ? RuleText.parse(rule.stringValue()) : RuleJson.parse(rule);
    }

    /** What would keep the rule from being saved, what of it is doubtful, and what it costs. */
    Mono<Asked> asked(String tenant, Condition written) {
        return traits.figures(tenant).flatMap(figures -> {
            var errors = Stream.concat(limits(written).stream(), figures.misused(written).stream())
                    .toList();
            var meaning = errors.isEmpty() ? figures.meaning(written) : written;
            return vocabularies
                    .of(tenant, RuleCost.of(meaning, Vocabulary.UNKNOWN).events())
                    .map(it -> new Asked(
                            errors,
                            Doubts.of(written, it.withNumbers(figures.figures().keySet())),
                            RuleCost.of(meaning, it)))
                    .onErrorResume(
                            StoreUnavailable.class,
                            fault -> Mono.just(new Asked(
                                    errors, List.of(NOT_LOOKED_UP), RuleCost.of(meaning, Vocabulary.UNKNOWN))));
        });
    }

    /** What a rule means that is asked about and not saved: without the names of computed traits. */
    Mono<Condition> meant(String tenant, Condition written) {
        return traits.figures(tenant).map(figures -> {
            var errors = figures.misused(written);
            if (!errors.isEmpty()) {
                throw invalid(errors);
            }
            return figures.meaning(written);
        });
    }

    /** A measure that is compared with nothing, within the limits of a rule. */
    Figure measure(@Nullable JsonNode measure) {
        if (measure == null || measure.isNull() || measure.isMissingNode()) {
            throw new ProblemException(
                    ProblemType.INVALID_REQUEST,
                    "Send a measure, as JSON or as text.",
                    List.of(new Violation("/measure", "required", "a measure is needed")));
        }
        var parsed = measure.isString() ? RuleText.parseFigure(measure.stringValue()) : RuleJson.parseFigure(measure);
        return switch (parsed) {
            case FigureParse.Parsed(var figure) -> {
                var errors = limits(figure.compared(Operator.GTE, 0));
                if (!errors.isEmpty()) {
                    throw invalid("/measure", "Correct the measure where the violations point.", errors);
                }
                yield figure;
            }
            case FigureParse.Invalid(var errors) ->
                throw invalid("/measure", "Correct the measure where the violations point.", errors);
        };
    }

    List<RuleError> limits(Condition condition) {
        return RuleLimits.check(condition, catalogue, LocalDate.ofInstant(suiteClock.instant(), ZoneOffset.UTC));
    }

    private static Violation violation(String field, RuleError error) {
        var where = error.position() >= 0 ? " (at character " + error.position() + ")" : "";
        return new Violation(field + error.pointer(), error.rule(), error.message() + where + "; " + error.hint());
    }

    /** The canonical form of a rule that may be saved. */
    Condition within(Condition condition) {
        var errors = limits(condition);
        if (!errors.isEmpty()) {
            throw invalid(errors);
        }
        return Canonical.of(condition);
    }

    static ProblemException invalid(List<RuleError> errors) {
        return invalid("/rule", "Correct the rule where the violations point.", errors);
    }

    private static ProblemException invalid(String field, String detail, List<RuleError> errors) {
        return new ProblemException(
                ProblemType.INVALID_RULE,
                detail,
                errors.stream().map(it -> violation(field, it)).toList());
    }
}
