package io.tributary.segment.adapter.http;

import io.tributary.contracts.problem.ProblemType;
import io.tributary.segment.adapter.http.ProblemException.Violation;
import io.tributary.segment.adapter.http.ProfileAnswers.EventAnswer;
import io.tributary.segment.adapter.http.ProfileAnswers.ProfileAnswer;
import io.tributary.segment.feature.ProfileState;
import io.tributary.segment.history.EventHistory;
import io.tributary.segment.history.EventHistory.Position;
import io.tributary.segment.history.EventHistory.Question;
import io.tributary.segment.profile.Profiles;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
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

/** People: one by id or by identifier, a search by prefix, and what somebody did. */
@RestController
@RequestMapping("/api/v1/profiles")
class ProfileController {

    /** One page of a search; {@code total} is of all that match. */
    record ProfilePage(List<ProfileAnswer> items, @Nullable String nextCursor, long total) {}

    /** An identifier in the body, so that it is in no URL. */
    record IdentifierRequest(
            @Nullable String namespace, @Nullable String value) {}

    private final Profiles profiles;
    private final EventHistory history;
    private final Callers callers;

    ProfileController(Profiles profiles, EventHistory history, Callers callers) {
        this.profiles = profiles;
        this.history = history;
        this.callers = callers;
    }

    @GetMapping
    Mono<ProfilePage> search(
            @AuthenticationPrincipal Jwt token,
            @RequestParam(defaultValue = "") String query,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var caller = callers.admit(token).mayRead();
        int most = Page.limit(limit);
        return profiles.search(
                        caller.tenant(),
                        query,
                        Page.position(cursor),
                        most + 1,
                        it -> ProfileAnswer.of(it, it.profileId()))
                .map(found -> {
                    var page = Page.of(found.items(), most, ProfileAnswer::id);
                    return new ProfilePage(page.items(), page.nextCursor(), found.total());
                });
    }

    @GetMapping("/{id}")
    Mono<ProfileAnswer> get(@AuthenticationPrincipal Jwt token, @PathVariable String id) {
        var caller = callers.admit(token).mayRead();
        return profile(caller, id).map(it -> ProfileAnswer.of(it, id));
    }

    @GetMapping("/by/{namespace}/{value}")
    Mono<ProfileAnswer> by(
            @AuthenticationPrincipal Jwt token, @PathVariable String namespace, @PathVariable String value) {
        return by(callers.admit(token).mayRead(), namespace, value);
    }

    @PostMapping("/by")
    Mono<ProfileAnswer> by(@AuthenticationPrincipal Jwt token, @RequestBody IdentifierRequest request) {
        var caller = callers.admit(token).mayRead();
        if (request.namespace() == null || request.value() == null) {
            throw new ProblemException(
                    ProblemType.INVALID_REQUEST,
                    "Send namespace and value.",
                    List.of(new Violation(
                            request.namespace() == null ? "/namespace" : "/value", "required", "it is needed")));
        }
        return by(caller, request.namespace(), request.value());
    }

    @GetMapping("/{id}/events")
    Mono<Page<EventAnswer>> events(
            @AuthenticationPrincipal Jwt token,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(required = false) @Nullable String event,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var caller = callers.admit(token).mayRead();
        int most = Page.limit(limit);
        var after = position(Page.position(cursor));
        return profile(caller, id)
                .flatMap(it -> history.page(caller.tenant(), new Question(ids(it), from, to, event), after, most + 1))
                .map(found -> Page.of(
                        found.stream().map(EventAnswer::of).toList(),
                        most,
                        it -> it.timestamp().toEpochMilli() + " " + it.messageId()));
    }

    private Mono<ProfileAnswer> by(Caller caller, String namespace, String value) {
        // Identity keeps e-mail addresses in lower case; the other namespaces are compared as they are.
        var normal = namespace.equals("email") ? value.strip().toLowerCase(Locale.ROOT) : value;
        return profiles.byIdentifier(caller.tenant(), namespace, normal)
                .map(it -> ProfileAnswer.of(it, it.profileId()))
                .switchIfEmpty(Mono.error(ProfileController::notFound));
    }

    private Mono<ProfileState> profile(Caller caller, String id) {
        return profiles.byId(caller.tenant(), id).switchIfEmpty(Mono.error(ProfileController::notFound));
    }

    private static List<String> ids(ProfileState state) {
        var ids = new ArrayList<>(state.absorbed());
        ids.add(state.profileId());
        return ids;
    }

    private static @Nullable Position position(@Nullable String text) {
        if (text == null) {
            return null;
        }
        int space = text.indexOf(' ');
        try {
            return new Position(Long.parseLong(text.substring(0, Math.max(space, 0))), text.substring(space + 1));
        } catch (NumberFormatException e) {
            throw new ProblemException(
                    ProblemType.INVALID_CURSOR, "Send the nextCursor of the page before, unchanged.");
        }
    }

    private static ProblemException notFound() {
        return new ProblemException(ProblemType.NOT_FOUND, "There is no such profile.");
    }
}
