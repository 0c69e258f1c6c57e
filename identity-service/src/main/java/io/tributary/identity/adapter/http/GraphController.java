package io.tributary.identity.adapter.http;

import io.tributary.contracts.problem.ProblemType;
import io.tributary.identity.change.BlastRadius;
import io.tributary.identity.change.ChangeByHand;
import io.tributary.identity.change.MergeVerdict;
import io.tributary.identity.change.SplitRequest;
import io.tributary.identity.change.SplitVerdict;
import io.tributary.identity.graph.Graphs;
import io.tributary.identity.identifier.Identifier;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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

/** Explains who is one person and why, and takes corrections. */
@RestController
@RequestMapping("/api/v1/identity/{profileId}")
public final class GraphController {

    private final Door door;
    private final Graphs graphs;
    private final ChangeByHand changes;
    private final IdempotentCalls idempotent;
    private final Clock suiteClock;

    public GraphController(
            Door door, Graphs graphs, ChangeByHand changes, IdempotentCalls idempotent, Clock suiteClock) {
        this.door = door;
        this.graphs = graphs;
        this.changes = changes;
        this.idempotent = idempotent;
        this.suiteClock = suiteClock;
    }

    @GetMapping("/graph")
    Mono<GraphAnswer> graph(@AuthenticationPrincipal Jwt token, @PathVariable String profileId) {
        var caller = door.caller(token).mayRead();
        var id = Door.profileId(profileId);
        return door.blocking(
                () -> graphs.person(caller.tenant(), id).map(GraphAnswer::from).orElseThrow(Door::notFound));
    }

    /** The other profile that is the same person. */
    record MergeRequest(@Nullable String with) {}

    /** Either the absorbed profile that is to live again, or the identifiers that are somebody else's. */
    record SplitCall(@Nullable String undo, @Nullable List<IdentifierCall> identifiers) {}

    /** An identifier in its normal form, as the graph shows it. */
    record IdentifierCall(String namespace, String value) {}

    /** What was done, or with a dry run would be. */
    record ChangeAnswer(boolean dryRun, List<UUID> profiles, BlastRadius blastRadius) {}

    @PostMapping(path = "/merge", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<String>> merge(
            @AuthenticationPrincipal Jwt token,
            @PathVariable String profileId,
            @RequestParam(defaultValue = "false") boolean dryRun,
            @RequestHeader(name = IdempotentCalls.HEADER, required = false) @Nullable String key,
            @RequestBody MergeRequest request) {
        var caller = door.caller(token).mayWrite();
        var order = order(caller, profileId, dryRun);
        if (request.with() == null) {
            throw violation("/with", "required", "Name the other profile's id.");
        }
        var other = Door.profileId(request.with());
        return door.blocking(() -> idempotent.once(
                caller,
                key,
                profileId + "/merge" + dryRun + request,
                () -> answer(dryRun, changes.merge(order, other))));
    }

    private static ChangeAnswer answer(boolean dryRun, MergeVerdict verdict) {
        return switch (verdict) {
            case MergeVerdict.Merged merged -> new ChangeAnswer(dryRun, List.of(merged.survivor()), merged.radius());
            case MergeVerdict.AlreadyOne one ->
                throw new ProblemException(ProblemType.CONFLICT, "Both ids lead to the profile " + one.profile() + ".");
            case MergeVerdict.Unknown _ -> throw Door.notFound();
            case MergeVerdict.Refused refused ->
                throw new ProblemException(
                        ProblemType.CONFLICT,
                        "The merged profile would break the rule "
                                + refused.guard().label() + ".");
        };
    }

    @PostMapping(path = "/split", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<String>> split(
            @AuthenticationPrincipal Jwt token,
            @PathVariable String profileId,
            @RequestParam(defaultValue = "false") boolean dryRun,
            @RequestHeader(name = IdempotentCalls.HEADER, required = false) @Nullable String key,
            @RequestBody SplitCall request) {
        var caller = door.caller(token).mayWrite();
        var order = order(caller, profileId, dryRun);
        var wish = wish(request);
        return door.blocking(() -> idempotent.once(
                caller,
                key,
                profileId + "/split" + dryRun + request,
                () -> answer(dryRun, changes.split(order, wish))));
    }

    private static SplitRequest wish(SplitCall request) {
        var identifiers = request.identifiers();
        if (request.undo() != null && identifiers == null) {
            return new SplitRequest.UndoMerge(Door.profileId(request.undo()));
        }
        if (request.undo() == null && identifiers != null && !identifiers.isEmpty()) {
            return new SplitRequest.TakeOut(identifiers.stream()
                    .map(it -> new Identifier(it.namespace(), it.value()))
                    .collect(Collectors.toSet()));
        }
        throw violation("", "exactly-one", "Give either undo or identifiers.");
    }

    private static ChangeAnswer answer(boolean dryRun, SplitVerdict verdict) {
        return switch (verdict) {
            case SplitVerdict.Split split ->
                new ChangeAnswer(dryRun, split.change().split().orElseThrow().parts(), split.radius());
            case SplitVerdict.Unknown _ -> throw Door.notFound();
            case SplitVerdict.NothingToSplit nothing ->
                throw new ProblemException(ProblemType.CONFLICT, nothing.detail());
        };
    }

    private ChangeByHand.Order order(Caller caller, String profileId, boolean dryRun) {
        return new ChangeByHand.Order(
                caller.tenant(),
                Door.profileId(profileId),
                caller.account(),
                suiteClock.millis(),
                dryRun ? ChangeByHand.Mode.SHOW : ChangeByHand.Mode.DO);
    }

    private static ProblemException violation(String pointer, String rule, String message) {
        return new ProblemException(
                ProblemType.INVALID_REQUEST,
                "The request breaks a rule: see violations.",
                List.of(new ProblemException.Violation(pointer, rule, message)));
    }
}
