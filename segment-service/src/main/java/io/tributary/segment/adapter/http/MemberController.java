package io.tributary.segment.adapter.http;

import io.tributary.contracts.problem.ProblemType;
import io.tributary.segment.adapter.http.ProblemException.Violation;
import io.tributary.segment.adapter.http.SegmentAnswers.Freshness;
import io.tributary.segment.adapter.http.StayAnswers.StayPage;
import io.tributary.segment.feature.ProfileState;
import io.tributary.segment.freshness.SegmentFreshness;
import io.tributary.segment.profile.Profiles;
import io.tributary.segment.registry.RegisteredSegment;
import io.tributary.segment.registry.Segments;
import io.tributary.segment.stay.Stay;
import io.tributary.segment.stay.Stays;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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

/** Who is, and who was, in a segment. */
@RestController
@RequestMapping("/api/v1")
class MemberController {

    /** One member; {@code since} and {@code version} are those of the entry. */
    record Member(String profileId, Instant since, int version) {}

    /**
     * One page in order of profile id.
     *
     * @param total exact, of all members
     * @param version the version that decides now
     * @param asOf null when it was not asked for
     */
    record Members(
            List<Member> items,
            @Nullable String nextCursor,
            long total,
            int version,
            @Nullable Instant asOf,
            Freshness freshness) {}

    private final Segments segments;
    private final Profiles profiles;
    private final Stays stays;
    private final SegmentFreshness freshness;
    private final Callers callers;
    private final Clock suiteClock;

    MemberController(
            Segments segments,
            Profiles profiles,
            Stays stays,
            SegmentFreshness freshness,
            Callers callers,
            @Qualifier("suiteClock") Clock suiteClock) {
        this.segments = segments;
        this.profiles = profiles;
        this.stays = stays;
        this.freshness = freshness;
        this.callers = callers;
        this.suiteClock = suiteClock;
    }

    @GetMapping("/segments/{key}/members")
    Mono<Members> members(
            @AuthenticationPrincipal Jwt token,
            @PathVariable String key,
            @RequestParam(required = false) @Nullable Instant asOf,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var caller = callers.admit(token).mayRead();
        int most = Page.limit(limit);
        var after = Page.position(cursor);
        var at = past(asOf);
        return segment(caller, key)
                .flatMap(it -> at == null ? now(caller, it, after, most) : then(caller, it, at, after, most));
    }

    @GetMapping("/segments/{key}/history")
    Mono<StayPage> history(
            @AuthenticationPrincipal Jwt token,
            @PathVariable String key,
            @RequestParam(required = false) @Nullable String profileId,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var caller = callers.admit(token).mayRead();
        int most = Page.limit(limit);
        var after = StayAnswers.position(cursor);
        return segment(caller, key)
                .then(
                        profileId == null
                                ? Mono.just(new Stays.Question(null, key))
                                : person(caller, profileId).map(it -> new Stays.Question(it, key)))
                .flatMap(it -> stays.page(caller.tenant(), it, after, most + 1))
                .map(it -> StayPage.of(it, most, historical()));
    }

    @GetMapping("/profiles/{id}/stays")
    Mono<StayPage> ofPerson(
            @AuthenticationPrincipal Jwt token,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var caller = callers.admit(token).mayRead();
        int most = Page.limit(limit);
        var after = StayAnswers.position(cursor);
        return person(caller, id)
                .flatMap(it -> stays.page(caller.tenant(), new Stays.Question(it, null), after, most + 1))
                .map(it -> StayPage.of(it, most, historical()));
    }

    private Mono<Members> now(Caller caller, RegisteredSegment segment, @Nullable String after, int most) {
        var fresh = Freshness.of(freshness);
        int latest = segment.latest().number();
        if (!segment.isPublished()) {
            return Mono.just(new Members(List.of(), null, 0, latest, null, fresh));
        }
        int version = Objects.requireNonNull(segment.published()).number();
        return profiles.members(
                        caller.tenant(), segment.key(), version, after, most + 1, it -> member(it, segment.key()))
                .map(found -> {
                    var page = Page.of(found.items(), most, Member::profileId);
                    return new Members(page.items(), page.nextCursor(), found.total(), version, null, fresh);
                });
    }

    /** By what had been decided then, whatever has become of the segment. */
    private Mono<Members> then(Caller caller, RegisteredSegment segment, Instant at, @Nullable String after, int most) {
        var published = segment.published() == null ? segment.latest() : segment.published();
        return stays.at(caller.tenant(), segment.key(), at, after, most + 1).map(found -> {
            var page = Page.of(found.stays(), most, it -> it.key().profileId());
            var items = page.items().stream().map(MemberController::member).toList();
            return new Members(items, page.nextCursor(), found.total(), published.number(), at, historical());
        });
    }

    private @Nullable Instant past(@Nullable Instant asOf) {
        if (asOf != null && asOf.isAfter(suiteClock.instant())) {
            throw new ProblemException(
                    ProblemType.INVALID_REQUEST,
                    "Ask for an instant that has passed; a preview answers for a future one.",
                    List.of(new Violation("/asOf", "past", "nothing has been decided about it yet")));
        }
        return asOf;
    }

    /** The person's own id and all that they absorbed; an id that was merged asks for its survivor. */
    private Mono<List<String>> person(Caller caller, String profileId) {
        return profiles.byId(caller.tenant(), profileId)
                .map(it -> {
                    var ids = new ArrayList<>(it.absorbed());
                    ids.add(it.profileId());
                    return List.copyOf(ids);
                })
                .switchIfEmpty(
                        Mono.error(() -> new ProblemException(ProblemType.NOT_FOUND, "There is no such profile.")));
    }

    private Freshness historical() {
        return Freshness.of(freshness.history());
    }

    private static Member member(ProfileState state, String key) {
        var standing = state.memberships().get(key);
        return new Member(
                state.profileId(),
                Instant.ofEpochMilli(standing == null ? 0 : standing.since()),
                standing == null ? 0 : standing.version());
    }

    private static Member member(Stay stay) {
        return new Member(
                stay.key().profileId(),
                Instant.ofEpochMilli(stay.entered().at()),
                stay.entered().version());
    }

    private Mono<RegisteredSegment> segment(Caller caller, String key) {
        return segments.find(caller.tenant(), key).switchIfEmpty(Mono.error(RegistryProblems::notFound));
    }
}
