package io.tributary.segment.adapter.http;

import io.tributary.contracts.problem.ProblemType;
import io.tributary.segment.adapter.http.StayAnswers.StayAnswer;
import io.tributary.segment.explain.ExplainMembership;
import io.tributary.segment.explain.Explanation;
import io.tributary.segment.feature.ProfileState;
import io.tributary.segment.feature.Standing;
import io.tributary.segment.membership.OrderedSegments;
import io.tributary.segment.membership.SegmentDefinition;
import io.tributary.segment.profile.Profiles;
import io.tributary.segment.registry.RegisteredSegment;
import io.tributary.segment.registry.Registry;
import io.tributary.segment.registry.SegmentVersion;
import io.tributary.segment.registry.Segments;
import io.tributary.segment.stay.Stay;
import io.tributary.segment.stay.Stays;
import io.tributary.segment.tenant.Tenants;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
     * Whether, why, and by which rule. For an instant that has passed, {@code member}, {@code memberSince}, {@code version}
     * and {@code stay} are what was decided then; the truth of the rule's parts is always what is known now.
     *
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
            Explanation rule,
            @Nullable StayAnswer stay) {}

    /** The registry's part of an answer. */
    private record Asked(RegisteredSegment segment, Registry registry) {}

    /** What held at the instant. */
    private record Verdict(
            boolean member,
            @Nullable Instant since,
            @Nullable Stay stay) {}

    private final Segments segments;
    private final Profiles profiles;
    private final Stays stays;
    private final Tenants tenants;
    private final Callers callers;
    private final Clock suiteClock;

    ExplainController(
            Segments segments,
            Profiles profiles,
            Stays stays,
            Tenants tenants,
            Callers callers,
            @Qualifier("suiteClock") Clock suiteClock) {
        this.segments = segments;
        this.profiles = profiles;
        this.stays = stays;
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
        var at = asOf == null ? now : asOf;
        var asked = Mono.zip(segment(caller, key), segments.read(caller.tenant()), Asked::new);
        return Mono.zip(asked, profile(caller, profileId)).flatMap(both -> {
            var state = both.getT2();
            var verdict = at.isBefore(now) && asOf != null ? then(caller, key, state, at) : Mono.just(now(state, key));
            return verdict.flatMap(it -> answer(caller, both.getT1(), state, at, it));
        });
    }

    private Mono<ExplainAnswer> answer(Caller caller, Asked asked, ProfileState state, Instant at, Verdict verdict) {
        return version(caller, asked.segment(), verdict.stay()).map(version -> {
            var definitions = OrderedSegments.of(asked.registry().segments().values().stream()
                    .filter(RegisteredSegment::isPublished)
                    .map(ExplainController::definition)
                    .toList());
            var explaining = new ExplainMembership(state, definitions, tenants.zone(caller.tenant()), at);
            return new ExplainAnswer(
                    asked.segment().key(),
                    version.number(),
                    state.profileId(),
                    verdict.member(),
                    state.restricted(),
                    verdict.since(),
                    at,
                    explaining.explain(version.rule()),
                    Optional.ofNullable(verdict.stay()).map(StayAnswer::of).orElse(null));
        });
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

    private static SegmentDefinition definition(RegisteredSegment segment) {
        var version = Objects.requireNonNull(segment.published());
        return SegmentDefinition.of(segment.key(), version.number(), version.rule());
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
