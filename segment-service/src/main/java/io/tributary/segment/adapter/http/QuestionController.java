package io.tributary.segment.adapter.http;

import io.tributary.contracts.problem.ProblemType;
import io.tributary.segment.adapter.http.ProblemException.Violation;
import io.tributary.segment.adapter.http.SegmentAnswers.Freshness;
import io.tributary.segment.feature.Activity;
import io.tributary.segment.freshness.SegmentFreshness;
import io.tributary.segment.preview.ChannelReach;
import io.tributary.segment.preview.Preview;
import io.tributary.segment.preview.PreviewSegment;
import io.tributary.segment.preview.TooManyPeople;
import io.tributary.segment.rule.Canonical;
import io.tributary.segment.rule.Condition;
import io.tributary.segment.rule.RuleCost;
import io.tributary.segment.rule.RuleError;
import io.tributary.segment.rule.RuleJson;
import io.tributary.segment.rule.RuleParse;
import io.tributary.segment.rule.RuleText;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Questions about rules: parse and preview. They change nothing. */
@RestController
@RequestMapping("/api/v1/segments")
class QuestionController {

    /** A rule in either spelling; {@code text} is a synonym for a rule that is a text. */
    record ParseRequest(@Nullable JsonNode rule, @Nullable String text) {}

    /**
     * The rule in both spellings, or what is wrong with it.
     *
     * @param warnings what traffic has never shown, in the form of errors; {@code catalogue-unavailable} when nobody can tell
     * @param cost null unless the rule is valid
     */
    record ParseAnswer(
            boolean valid,
            @Nullable JsonNode rule,
            @Nullable String text,
            @Nullable String hash,
            List<ParseError> errors,
            List<ParseError> warnings,
            @Nullable CostAnswer cost) {

        static ParseAnswer invalid(List<RuleError> errors) {
            return new ParseAnswer(false, null, null, null, ParseError.of(errors), List.of(), null);
        }
    }

    /**
     * {@link RuleCost} of what the rule means.
     *
     * @param share null while no event is known
     */
    record CostAnswer(
            int nodes,
            int leaves,
            Set<String> events,
            @Nullable Double share,
            boolean oneByOne) {

        static CostAnswer of(RuleCost cost) {
            var share = Double.isNaN(cost.share()) ? null : cost.share();
            return new CostAnswer(cost.nodes(), cost.leaves(), cost.events(), share, cost.oneByOne());
        }
    }

    /** @param position offset in characters of a text, null for JSON */
    record ParseError(String pointer, @Nullable Integer position, String rule, String message, String hint) {

        static List<ParseError> of(List<RuleError> errors) {
            return errors.stream()
                    .map(it -> new ParseError(
                            it.pointer(), it.position() < 0 ? null : it.position(), it.rule(), it.message(), it.hint()))
                    .toList();
        }
    }

    record PreviewRequest(
            @Nullable JsonNode rule,
            @Nullable Instant asOf,
            @Nullable List<String> channels) {}

    /** {@link Preview} with how long it took and whether the index it was read from is current. */
    record PreviewAnswer(
            long count,
            double share,
            Map<String, ChannelReach> reach,
            List<String> sample,
            Preview.@Nullable Overlaps overlaps,
            List<Preview.Warning> warnings,
            long judged,
            Instant asOf,
            List<String> todaysValues,
            long tookMs,
            Freshness freshness) {}

    private final PreviewSegment previewSegment;
    private final SegmentFreshness freshness;
    private final Callers callers;
    private final RuleInput rules;
    private final Clock realClock;
    private final JsonMapper json;

    QuestionController(
            PreviewSegment previewSegment,
            SegmentFreshness freshness,
            Callers callers,
            RuleInput rules,
            @Qualifier("realClock") Clock realClock,
            JsonMapper json) {
        this.previewSegment = previewSegment;
        this.freshness = freshness;
        this.callers = callers;
        this.rules = rules;
        this.realClock = realClock;
        this.json = json;
    }

    @PostMapping("/parse")
    Mono<ParseAnswer> parse(@AuthenticationPrincipal Jwt token, @RequestBody ParseRequest request) {
        var caller = callers.admit(token).mayRead();
        var rule = request.text() == null ? request.rule() : json.valueToTree(request.text());
        if (rule == null) {
            throw new ProblemException(
                    ProblemType.INVALID_REQUEST,
                    "Send a rule, as JSON or as text.",
                    List.of(new Violation("/rule", "required", "a rule is needed")));
        }
        return switch (RuleInput.parse(rule)) {
            case RuleParse.Invalid(var errors) -> Mono.just(ParseAnswer.invalid(errors));
            case RuleParse.Parsed(var condition) ->
                rules.asked(caller.tenant(), condition).map(it -> answer(condition, it));
        };
    }

    private ParseAnswer answer(Condition rule, RuleInput.Asked asked) {
        boolean valid = asked.errors().isEmpty();
        return new ParseAnswer(
                valid,
                json.readTree(RuleJson.print(rule)),
                RuleText.print(rule),
                Canonical.sha256(rule),
                ParseError.of(asked.errors()),
                ParseError.of(asked.warnings()),
                valid ? CostAnswer.of(asked.cost()) : null);
    }

    @PostMapping("/preview")
    Mono<PreviewAnswer> preview(@AuthenticationPrincipal Jwt token, @RequestBody PreviewRequest request) {
        var caller = callers.admit(token).mayRead();
        var rule = rules.read(request.rule());
        if (request.asOf() != null && !previewSegment.reaches(request.asOf())) {
            throw invalidAsOf("Ask for an instant at most " + Activity.KEPT_DAYS + " days away.", "out of reach");
        }
        var channels = request.channels() == null ? List.<String>of() : request.channels();
        long started = realClock.millis();
        var fresh = Freshness.of(freshness);
        return rules.meant(caller.tenant(), rule)
                .flatMap(meaning -> previewSegment.preview(caller.tenant(), meaning, request.asOf(), channels))
                .map(it -> answer(it, realClock.millis() - started, fresh))
                .onErrorMap(TooManyPeople.class, QuestionController::tooMany);
    }

    private static PreviewAnswer answer(Preview preview, long tookMs, Freshness fresh) {
        return new PreviewAnswer(
                preview.count(),
                preview.share(),
                preview.reach(),
                preview.sample(),
                preview.overlaps(),
                preview.warnings(),
                preview.judged(),
                preview.asOf(),
                preview.todaysValues(),
                tookMs,
                fresh);
    }

    private static ProblemException tooMany(TooManyPeople fault) {
        return invalidAsOf(
                "Of most people only days are remembered so far back: ask for the last second of a day, and use windows of"
                        + " days.",
                fault.reason());
    }

    private static ProblemException invalidAsOf(String detail, String message) {
        return new ProblemException(
                ProblemType.INVALID_REQUEST, detail, List.of(new Violation("/asOf", "range", message)));
    }
}
