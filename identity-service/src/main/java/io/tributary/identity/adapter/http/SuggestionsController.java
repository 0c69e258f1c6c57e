package io.tributary.identity.adapter.http;

import io.tributary.contracts.problem.ProblemType;
import io.tributary.identity.change.BlastRadius;
import io.tributary.identity.suggestion.DecideSuggestion;
import io.tributary.identity.suggestion.DecisionVerdict;
import io.tributary.identity.suggestion.ListSuggestions;
import io.tributary.identity.suggestion.QueueSearch;
import io.tributary.identity.suggestion.SuggestionRequest;
import io.tributary.identity.suggestion.SuggestionState;
import io.tributary.identity.suggestion.Suggestions;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Profiles that are likely one person's: looks for them, shows why, and takes a person's answer. */
@RestController
@RequestMapping("/api/v1/identity/suggestions")
public final class SuggestionsController {

    private static final int MAX_LIMIT = 500;

    private final Door door;
    private final QueueSearch searches;
    private final ListSuggestions lists;
    private final DecideSuggestion decisions;
    private final IdempotentCalls idempotent;
    private final Clock suiteClock;

    public SuggestionsController(
            Door door,
            QueueSearch searches,
            ListSuggestions lists,
            DecideSuggestion decisions,
            IdempotentCalls idempotent,
            Clock suiteClock) {
        this.door = door;
        this.searches = searches;
        this.lists = lists;
        this.decisions = decisions;
        this.idempotent = idempotent;
        this.suiteClock = suiteClock;
    }

    /** What a search looks for; what is left out is the installation's default. */
    record SearchRequest(
            @Nullable Double minProbability, @Nullable Long seed) {}

    /** The job that searches. */
    record SearchAnswer(String jobId) {}

    /** Starts a search, unless one is under way: then answers that one. */
    @PostMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<String>> search(
            @AuthenticationPrincipal Jwt token,
            @RequestHeader(name = IdempotentCalls.HEADER, required = false) @Nullable String key,
            @RequestBody(required = false) @Nullable SearchRequest request) {
        var caller = door.caller(token).mayWrite();
        var wish = wish(request);
        return door.blocking(() -> idempotent.once(
                caller,
                key,
                "suggestions" + wish,
                HttpStatus.ACCEPTED,
                () -> new SearchAnswer(searches.queue(caller.tenant(), wish).id())));
    }

    private SuggestionRequest wish(@Nullable SearchRequest request) {
        var defaults = searches.defaults();
        if (request == null) {
            return defaults;
        }
        double probability = request.minProbability() == null ? defaults.minProbability() : request.minProbability();
        if (!(probability >= SuggestionRequest.LEAST_PROBABILITY && probability < 1)) {
            throw violation(
                    "/minProbability",
                    "range",
                    "Give a number from " + SuggestionRequest.LEAST_PROBABILITY + " to below 1.");
        }
        return new SuggestionRequest(probability, request.seed() == null ? defaults.seed() : request.seed());
    }

    @GetMapping
    Mono<SuggestionAnswer.Page> list(
            @AuthenticationPrincipal Jwt token,
            @RequestParam(defaultValue = "open") String state,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var caller = door.caller(token).mayRead();
        var wanted = SuggestionState.labelled(state)
                .orElseThrow(() -> violation("/state", "value", "Ask for open, accepted or rejected."));
        if (limit < 1 || limit > MAX_LIMIT) {
            throw violation("/limit", "range", "Ask for 1 to " + MAX_LIMIT + " items.");
        }
        var after = Cursor.read(cursor).map(it -> new Suggestions.Place(Double.longBitsToDouble(it.order()), it.id()));
        return door.blocking(() -> SuggestionAnswer.page(lists.page(caller.tenant(), wanted, after, limit), limit));
    }

    /** What became of a suggestion; a profile and a blast radius where two became one. */
    record DecisionAnswer(
            String id,
            String state,
            @Nullable UUID profileId,
            @Nullable BlastRadius blastRadius) {}

    @PostMapping(path = "/{id}/accept", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<String>> accept(
            @AuthenticationPrincipal Jwt token,
            @PathVariable String id,
            @RequestHeader(name = IdempotentCalls.HEADER, required = false) @Nullable String key) {
        return decide(token, id, key, SuggestionState.ACCEPTED, decisions::accept);
    }

    @PostMapping(path = "/{id}/reject", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<String>> reject(
            @AuthenticationPrincipal Jwt token,
            @PathVariable String id,
            @RequestHeader(name = IdempotentCalls.HEADER, required = false) @Nullable String key) {
        return decide(token, id, key, SuggestionState.REJECTED, decisions::reject);
    }

    private Mono<ResponseEntity<String>> decide(
            Jwt token,
            String id,
            @Nullable String key,
            SuggestionState wanted,
            Function<DecideSuggestion.Answer, DecisionVerdict> decision) {
        var caller = door.caller(token).mayWrite();
        var answer =
                new DecideSuggestion.Answer(caller.tenant(), suggestionId(id), caller.account(), suiteClock.millis());
        return door.blocking(() -> idempotent.once(
                caller, key, id + "/" + wanted.label(), () -> answer(id, wanted, decision.apply(answer))));
    }

    private static DecisionAnswer answer(String id, SuggestionState wanted, DecisionVerdict verdict) {
        return switch (verdict) {
            case DecisionVerdict.Merged merged ->
                new DecisionAnswer(id, wanted.label(), merged.survivor(), merged.radius());
            case DecisionVerdict.KeptApart _ -> new DecisionAnswer(id, wanted.label(), null, null);
            case DecisionVerdict.DecidedSo decided -> new DecisionAnswer(id, wanted.label(), decided.profile(), null);
            case DecisionVerdict.DecidedOtherwise other ->
                throw conflict("Somebody has " + other.state().label() + " it already: merge or split the profiles.");
            case DecisionVerdict.AlreadyOne one ->
                throw conflict("Both ids lead to the profile " + one.profile() + " by now: split it if that is wrong.");
            case DecisionVerdict.Refused refused ->
                throw conflict("The merged profile would break the rule "
                        + refused.guard().label() + ".");
            case DecisionVerdict.Unknown _ -> throw notFound();
        };
    }

    private static UUID suggestionId(String text) {
        return Optional.of(text)
                .filter(it -> it.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"))
                .map(UUID::fromString)
                .orElseThrow(SuggestionsController::notFound);
    }

    private static ProblemException notFound() {
        return new ProblemException(ProblemType.NOT_FOUND, "There is no such suggestion.");
    }

    private static ProblemException conflict(String detail) {
        return new ProblemException(ProblemType.CONFLICT, detail);
    }

    private static ProblemException violation(String pointer, String rule, String message) {
        return new ProblemException(
                ProblemType.INVALID_REQUEST,
                "The request breaks a rule: see violations.",
                List.of(new ProblemException.Violation(pointer, rule, message)));
    }
}
