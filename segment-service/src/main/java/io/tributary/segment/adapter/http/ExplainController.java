package io.tributary.segment.adapter.http;

import io.tributary.contracts.problem.ProblemType;
import io.tributary.segment.adapter.http.ExplainAnswers.NodeAnswer;
import io.tributary.segment.adapter.http.ProblemException.Violation;
import io.tributary.segment.adapter.http.StayAnswers.StayAnswer;
import io.tributary.segment.explain.ExplainMembership.Moment;
import io.tributary.segment.explain.ExplainSegment;
import io.tributary.segment.feature.Activity;
import io.tributary.segment.feature.ProfileState;
import io.tributary.segment.feature.Standing;
import io.tributary.segment.profile.Profiles;
import io.tributary.segment.registry.RegisteredSegment;
import io.tributary.segment.registry.Registry;
import io.tributary.segment.registry.SegmentVersion;
import io.tributary.segment.registry.Segments;
import io.tributary.segment.stay.Stay;
import io.tributary.segment.stay.Stays;
import io.tributary.segment.tenant.Tenants;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Why somebody is, or was, in a segment. */
@RestController
@RequestMapping("/api/v1/segments")
class ExplainController {

    /**
     * Whether, why, and by which rule. For an instant that has passed, {@code member}, {@code memberSince} and {@code stay}
     * are what was decided then, and the rule's parts what is known now; for one to come all of it is as if nothing happened.
     *
     * @param version of the stay; of who was in none, the one that decides now
     * @param restricted the person is in nothing, whatever the rule says
     * @param stay null for an instant to come, and for who was not in
     */
    record ExplainAnswer(
            String segmentKey,
            int version,
            String profileId,
            boolean member,
            boolean restricted,
            @Nullable Instant memberSince,
            Instant asOf,
            NodeAnswer rule,
            @Nullable StayAnswer stay) {}

    /** The registry's part of an answer. */
    private record Asked(RegisteredSegment segment, Registry registry) {}

    /** What held at the instant. */
    private record Verdict(
            boolean member,
            @Nullable Instant since,
            @Nullable Stay stay) {}

    private static final Duration FARTHEST = Duration.ofDays(Activity.KEPT_DAYS);

    private final Segments segments;
    private final Profiles profiles;
    private final Stays stays;
    private final ExplainSegment explainSegment;
    private final Tenants tenants;
    private final Callers callers;
    private final Clock suiteClock;

    ExplainController(
            Segments segments,
            Profiles profiles,
            Stays stays,
            ExplainSegment explainSegment,
            Tenants tenants,
            Callers callers,
            @Qualifier("suiteClock") Clock suiteClock) {
        this.segments = segments;
        this.profiles = profiles;
        this.stays = stays;
        this.explainSegment = explainSegment;
        this.tenants = tenants;
        this.callers = callers;
        this.suiteClock = suiteClock;
    }

    @GetMapping("/{key}/explain/{profileId}")
    Mono<ExplainAnswer> explain(
            @AuthenticationPrincipal Jwt token,
            @PathVariable String key,
            @PathVariable String profileId,
            @RequestParam(required = false) @Nullable Instant asOf) {
        var caller = callers.admit(token).mayRead();
        var now = suiteClock.instant();
        if (asOf != null && Duration.between(asOf, now).abs().compareTo(FARTHEST) > 0) {
            throw new ProblemException(
                    ProblemType.INVALID_REQUEST,
                    "Ask for an instant at most " + Activity.KEPT_DAYS + " days away.",
                    List.of(new Violation("/asOf", "range", "out of reach")));
        }
        var moment = new Moment(asOf == null ? now : asOf, asOf != null && asOf.isBefore(now));
        var asked = Mono.zip(segment(caller, key), segments.read(caller.tenant()), Asked::new);
        return Mono.zip(asked, profile(caller, profileId)).flatMap(both -> {
            var state = both.getT2();
            var verdict = moment.past() ? then(caller, key, state, moment.at()) : Mono.just(now(state, key));
            return verdict.flatMap(it -> answer(caller, both.getT1(), state, moment, it))
                    .map(it -> moment.at().isAfter(now) ? foreseen(it) : it);
        });
    }

    private Mono<ExplainAnswer> answer(Caller caller, Asked asked, ProfileState state, Moment moment, Verdict verdict) {
        var answers = new ExplainAnswers(tenants.zone(caller.tenant()));
        return version(caller, asked.segment(), verdict.stay())
                .flatMap(version -> explainSegment
                        .explain(asked.registry(), state, version.rule(), moment)
                        .map(it -> new ExplainAnswer(
                                asked.segment().key(),
                                version.number(),
                                state.profileId(),
                                verdict.member(),
                                state.restricted(),
                                verdict.since(),
                                moment.at(),
                                answers.rule(it),
                                Optional.ofNullable(verdict.stay())
                                        .map(StayAnswer::of)
                                        .orElse(null))));
    }

    /** Nothing was decided about an instant to come: the rule says what will be. */
    private static ExplainAnswer foreseen(ExplainAnswer it) {
        boolean member = it.rule().holds() && !it.restricted();
        return new ExplainAnswer(
                it.segmentKey(),
                it.version(),
                it.profileId(),
                member,
                it.restricted(),
                member ? it.rule().since() : null,
                it.asOf(),
                it.rule(),
                it.stay());
    }

    private Mono<SegmentVersion> version(Caller caller, RegisteredSegment segment, @Nullable Stay stay) {
        var current = segment.published() == null ? segment.latest() : segment.published();
        return stay == null || stay.entered().version() == current.number()
                ? Mono.just(current)
                : segments.version(
                                caller.tenant(), segment.key(), stay.entered().version())
                        .defaultIfEmpty(current);
    }

    private Mono<Verdict> then(Caller caller, String key, ProfileState state, Instant at) {
        var ids = new ArrayList<>(state.absorbed());
        ids.add(state.profileId());
        return stays.at(caller.tenant(), key, at, List.copyOf(ids))
                .map(it -> new Verdict(true, Instant.ofEpochMilli(it.entered().at()), it))
                .defaultIfEmpty(new Verdict(false, null, null));
    }

    private static Verdict now(ProfileState state, String key) {
        Standing standing = state.memberships().get(key);
        return standing != null && standing.member()
                ? new Verdict(true, Instant.ofEpochMilli(standing.since()), null)
                : new Verdict(false, null, null);
    }

    private Mono<ProfileState> profile(Caller caller, String profileId) {
        return profiles.byId(caller.tenant(), profileId)
                .switchIfEmpty(
                        Mono.error(() -> new ProblemException(ProblemType.NOT_FOUND, "There is no such profile.")));
    }

    private Mono<RegisteredSegment> segment(Caller caller, String key) {
        return segments.find(caller.tenant(), key).switchIfEmpty(Mono.error(RegistryProblems::notFound));
    }
}
