package io.tributary.segment.adapter.http;

import io.tributary.contracts.problem.ProblemType;
import io.tributary.segment.adapter.http.ProblemException.Violation;
import io.tributary.segment.adapter.http.SegmentAnswers.Freshness;
import io.tributary.segment.explain.ExplainMembership;
import io.tributary.segment.explain.Explanation;
import io.tributary.segment.feature.ProfileState;
import io.tributary.segment.feature.Standing;
import io.tributary.segment.freshness.SegmentFreshness;
import io.tributary.segment.membership.OrderedSegments;
import io.tributary.segment.membership.SegmentDefinition;
import io.tributary.segment.preview.ChannelReach;
import io.tributary.segment.preview.Preview;
import io.tributary.segment.preview.PreviewSegment;
import io.tributary.segment.profile.Profiles;
import io.tributary.segment.registry.RegisteredSegment;
import io.tributary.segment.registry.Registry;
import io.tributary.segment.registry.Segments;
import io.tributary.segment.rule.Canonical;
import io.tributary.segment.rule.RuleError;
import io.tributary.segment.rule.RuleJson;
import io.tributary.segment.rule.RuleParse;
import io.tributary.segment.rule.RuleText;
import io.tributary.segment.tenant.Tenants;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Questions about rules and memberships: parse, preview, members, explain. They change nothing. */
@RestController
@RequestMapping("/api/v1/segments")
class QuestionController {

    /** A rule in either spelling; {@code text} is a synonym for a rule that is a text. */
    record ParseRequest(@Nullable JsonNode rule, @Nullable String text) {}

    /** The rule in both spellings, or what is wrong with it. */
    record ParseAnswer(
            boolean valid,
            @Nullable JsonNode rule,
            @Nullable String text,
            @Nullable String hash,
            List<ParseError> errors) {}

    /** @param position offset in characters of a text, null for JSON */
    record ParseError(
            String pointer,
            @Nullable Integer position,
            String rule,
            String message,
            @Nullable String hint) {}

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
            List<Preview.Warning> warnings,
            long judged,
            Instant asOf,
            long tookMs,
            Freshness freshness) {}

    /** One current member. */
    record Member(String profileId, Instant since, int version) {}

    /** @param total exact, of all members */
    record Members(List<Member> items, @Nullable String nextCursor, long total, int version) {}

    /** @param restricted the person is in nothing, whatever the rule says */
    record ExplainAnswer(
            String segmentKey,
            int version,
            String profileId,
            boolean member,
            boolean restricted,
            @Nullable Instant memberSince,
            Instant asOf,
            Explanation rule) {}

    private final Segments segments;
    private final PreviewSegment previewSegment;
    private final Profiles profiles;
    private final Tenants tenants;
    private final SegmentFreshness freshness;
    private final Callers callers;
    private final RuleInput rules;
    private final Clock suiteClock;
    private final Clock realClock;
    private final JsonMapper json;

    QuestionController(
            Segments segments,
            PreviewSegment previewSegment,
            Profiles profiles,
            Tenants tenants,
            SegmentFreshness freshness,
            Callers callers,
            RuleInput rules,
            @Qualifier("suiteClock") Clock suiteClock,
            @Qualifier("realClock") Clock realClock,
            JsonMapper json) {
        this.segments = segments;
        this.previewSegment = previewSegment;
        this.profiles = profiles;
        this.tenants = tenants;
        this.freshness = freshness;
        this.callers = callers;
        this.rules = rules;
        this.suiteClock = suiteClock;
        this.realClock = realClock;
        this.json = json;
    }

    @PostMapping("/parse")
    Mono<ParseAnswer> parse(@AuthenticationPrincipal Jwt token, @RequestBody ParseRequest request) {
        callers.admit(token).mayRead();
        var rule = request.text() == null ? request.rule() : json.valueToTree(request.text());
        if (rule == null) {
            throw new ProblemException(
                    ProblemType.INVALID_REQUEST,
                    "Send a rule, as JSON or as text.",
                    List.of(new Violation("/rule", "required", "a rule is needed")));
        }
        return Mono.just(
                switch (RuleInput.parse(rule)) {
                    case RuleParse.Invalid(var errors) ->
                        new ParseAnswer(
                                false,
                                null,
                                null,
                                null,
                                errors.stream().map(QuestionController::error).toList());
                    case RuleParse.Parsed(var condition) -> {
                        var errors = rules.limits(condition);
                        yield new ParseAnswer(
                                errors.isEmpty(),
                                json.readTree(RuleJson.print(condition)),
                                RuleText.print(condition),
                                Canonical.sha256(condition),
                                errors.stream().map(QuestionController::error).toList());
                    }
                });
    }

    @PostMapping("/preview")
    Mono<PreviewAnswer> preview(@AuthenticationPrincipal Jwt token, @RequestBody PreviewRequest request) {
        var caller = callers.admit(token).mayRead();
        var rule = rules.read(request.rule());
        var channels = request.channels() == null ? List.<String>of() : request.channels();
        long started = realClock.millis();
        return previewSegment
                .preview(caller.tenant(), rule, request.asOf(), channels)
                .map(it -> new PreviewAnswer(
                        it.count(),
                        it.share(),
                        it.reach(),
                        it.sample(),
                        it.warnings(),
                        it.judged(),
                        it.asOf(),
                        realClock.millis() - started,
                        Freshness.of(freshness.index(), freshness.isSweeping())));
    }

    @GetMapping("/{key}/members")
    Mono<Members> members(
            @AuthenticationPrincipal Jwt token,
            @PathVariable String key,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var caller = callers.admit(token).mayRead();
        int most = Page.limit(limit);
        return segment(caller, key).flatMap(segment -> {
            if (!segment.isPublished()) {
                return Mono.just(
                        new Members(List.of(), null, 0, segment.latest().number()));
            }
            int version = Objects.requireNonNull(segment.published()).number();
            return profiles.members(caller.tenant(), key, version, Page.position(cursor), most + 1)
                    .map(found -> {
                        var page = Page.of(
                                found.profiles().stream()
                                        .map(it -> member(it, key))
                                        .toList(),
                                most,
                                Member::profileId);
                        return new Members(page.items(), page.nextCursor(), found.total(), version);
                    });
        });
    }

    @GetMapping("/{key}/explain/{profileId}")
    Mono<ExplainAnswer> explain(
            @AuthenticationPrincipal Jwt token,
            @PathVariable String key,
            @PathVariable String profileId,
            @RequestParam(required = false) @Nullable Instant asOf) {
        var caller = callers.admit(token).mayRead();
        var at = asOf == null ? suiteClock.instant() : asOf;
        var profile = profiles.byId(caller.tenant(), profileId)
                .switchIfEmpty(
                        Mono.error(() -> new ProblemException(ProblemType.NOT_FOUND, "There is no such profile.")));
        return Mono.zip(segment(caller, key), segments.read(caller.tenant()), profile)
                .map(all -> explanation(caller, all.getT1(), all.getT2(), all.getT3(), at));
    }

    private ExplainAnswer explanation(
            Caller caller, RegisteredSegment segment, Registry registry, ProfileState state, Instant at) {
        var version = segment.published() == null ? segment.latest() : segment.published();
        var definitions = OrderedSegments.of(registry.segments().values().stream()
                .filter(RegisteredSegment::isPublished)
                .map(it -> definition(it))
                .toList());
        var rule = new ExplainMembership(state, definitions, tenants.zone(caller.tenant()), at).explain(version.rule());
        Standing standing = state.memberships().get(segment.key());
        return new ExplainAnswer(
                segment.key(),
                version.number(),
                state.profileId(),
                standing != null && standing.member(),
                state.restricted(),
                standing != null && standing.member() ? Instant.ofEpochMilli(standing.since()) : null,
                at,
                rule);
    }

    private static SegmentDefinition definition(RegisteredSegment segment) {
        var version = Objects.requireNonNull(segment.published());
        return SegmentDefinition.of(segment.key(), version.number(), version.rule());
    }

    private static Member member(ProfileState state, String key) {
        var standing = state.memberships().get(key);
        return new Member(
                state.profileId(),
                Instant.ofEpochMilli(standing == null ? 0 : standing.since()),
                standing == null ? 0 : standing.version());
    }

    private static ParseError error(RuleError error) {
        return new ParseError(
                error.pointer(),
                error.position() < 0 ? null : error.position(),
                error.rule(),
                error.message(),
                error.hint());
    }

    private Mono<RegisteredSegment> segment(Caller caller, String key) {
        return segments.find(caller.tenant(), key).switchIfEmpty(Mono.error(RegistryProblems::notFound));
    }
}
