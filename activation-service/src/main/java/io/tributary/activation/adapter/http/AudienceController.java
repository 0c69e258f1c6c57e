package io.tributary.activation.adapter.http;

import io.tributary.activation.audience.Audience;
import io.tributary.activation.audience.Audiences;
import io.tributary.activation.audience.Mode;
import io.tributary.activation.connector.Connectors;
import io.tributary.activation.connector.Settings;
import io.tributary.activation.delivery.Ids;
import io.tributary.activation.destination.Destinations;
import io.tributary.activation.ledger.Ledger;
import io.tributary.contracts.problem.ProblemType;
import java.time.Clock;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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
import tools.jackson.databind.JsonNode;

/** Audiences: create, list, read, compare with what the destination holds. */
@RestController
@RequestMapping("/api/v1/audiences")
class AudienceController {

    private static final Duration SHORTEST_SCHEDULE = Duration.ofMinutes(1);

    private final Callers callers;
    private final Audiences audiences;
    private final Destinations destinations;
    private final Connectors connectors;
    private final Ledger ledger;
    private final Idempotency idempotency;
    private final Lift lift;
    private final Ids ids;
    private final Clock realClock;

    AudienceController(
            Callers callers,
            Audiences audiences,
            Destinations destinations,
            Connectors connectors,
            Ledger ledger,
            Idempotency idempotency,
            Lift lift,
            Ids ids,
            Clock realClock) {
        this.callers = callers;
        this.audiences = audiences;
        this.destinations = destinations;
        this.connectors = connectors;
        this.ledger = ledger;
        this.idempotency = idempotency;
        this.lift = lift;
        this.ids = ids;
        this.realClock = realClock;
    }

    record AudienceRequest(
            @Nullable String key,
            @Nullable String segmentKey,
            @Nullable String destinationId,
            @Nullable String mode,
            @Nullable List<String> identifiers,
            @Nullable Boolean streaming,
            @Nullable String schedule,
            @Nullable JsonNode config) {}

    /**
     * What should be at the destination and what is.
     *
     * @param matched null where the platform does not tell
     */
    record Reconciliation(
            long shouldBe,
            long sent,
            long accepted,
            @Nullable Long matched,
            long unknown,
            List<Difference> differences) {}

    /** A named reason why should-be and accepted differ, and by how many. */
    record Difference(String name, long count) {}

    @GetMapping
    Mono<Page<AudienceView>> list(
            @AuthenticationPrincipal Jwt token,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var caller = callers.admit(token).mayRead();
        int size = Page.limit(limit);
        var after = Page.position(cursor);
        return lift.call(() -> Page.of(
                audiences.list(caller.tenant(), after, size + 1).stream()
                        .map(it -> AudienceView.of(it, audiences.totals(it)))
                        .toList(),
                size,
                AudienceView::id));
    }

    @GetMapping("/{id}")
    Mono<AudienceView> read(@AuthenticationPrincipal Jwt token, @PathVariable String id) {
        var caller = callers.admit(token).mayRead();
        return lift.call(() -> {
            var audience = audiences.find(caller.tenant(), id).orElseThrow(() -> Checks.notFound("audience"));
            return AudienceView.of(audience, audiences.totals(audience));
        });
    }

    @PostMapping
    Mono<ResponseEntity<String>> create(
            @AuthenticationPrincipal Jwt token,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody AudienceRequest request) {
        var caller = callers.admit(token).mayWrite();
        return idempotency.once(caller, key, "POST /audiences", request, () -> {
            var audience = audience(caller, request);
            if (!audiences.add(audience)) {
                throw new ProblemException(ProblemType.ALREADY_EXISTS, "An audience has this key already.");
            }
            return new Idempotency.Answer(201, AudienceView.of(audience, audiences.totals(audience)));
        });
    }

    private Audience audience(Caller caller, AudienceRequest request) {
        var checks = new Checks();
        var id = ids.next("aud");
        var key = checks.key(request.key(), "/key", id);
        var segment = checks.key(checks.text(request.segmentKey(), "/segmentKey", 64), "/segmentKey", "");
        var destinationId = checks.text(request.destinationId(), "/destinationId", 64);
        var mode = Mode.of(request.mode() == null ? "target" : request.mode());
        checks.that(mode.isPresent(), "/mode", "known", "target or exclude");
        var schedule = schedule(request.schedule(), checks);
        boolean streaming = request.streaming() != null ? request.streaming() : schedule == null;
        var destination = destinations.find(caller.tenant(), destinationId);
        checks.that(destination.isPresent(), "/destinationId", "known", "the tenant has no such destination");
        var identifiers = request.identifiers() == null ? List.<String>of() : request.identifiers();
        destination.ifPresent(it -> checkIdentifiers(it.kind(), identifiers, checks));
        checks.orRefuse();
        var config = new Settings(Scalars.read(request.config(), "/config"));
        var remoteId = config.find("listId").or(() -> config.find("audienceId")).orElse("");
        return new Audience(
                id,
                caller.tenant(),
                key,
                segment,
                destination.orElseThrow().id(),
                mode.orElseThrow(),
                identifiers,
                streaming,
                schedule,
                config,
                remoteId,
                false,
                "",
                0,
                realClock.instant());
    }

    private void checkIdentifiers(String kind, List<String> identifiers, Checks checks) {
        var can = connectors.of(kind).capabilities().identifiers();
        checks.that(identifiers.size() <= 5, "/identifiers", "size", "at most 5");
        for (int i = 0; i < identifiers.size() && !can.isEmpty(); i++) {
            checks.that(can.contains(identifiers.get(i)), "/identifiers/" + i, "known", "one of " + can);
        }
    }

    private static @Nullable Duration schedule(@Nullable String text, Checks checks) {
        if (text == null) {
            return null;
        }
        try {
            var every = Duration.parse(text);
            checks.that(every.compareTo(SHORTEST_SCHEDULE) >= 0, "/schedule", "range", "at least PT1M");
            return every;
        } catch (DateTimeParseException e) {
            checks.that(false, "/schedule", "format", "an ISO 8601 duration such as PT1H");
            return null;
        }
    }

    @GetMapping("/{id}/reconciliation")
    Mono<Reconciliation> reconciliation(@AuthenticationPrincipal Jwt token, @PathVariable String id) {
        var caller = callers.admit(token).mayRead();
        return lift.call(() -> {
            var audience = audiences.find(caller.tenant(), id).orElseThrow(() -> Checks.notFound("audience"));
            var totals = audiences.totals(audience);
            var states = ledger.tally(audience.id());
            long accepted = states.getOrDefault("ADDED", 0L);
            long unknown = states.getOrDefault("UNKNOWN", 0L) + states.getOrDefault("IN_FLIGHT", 0L);
            long sent = states.values().stream().mapToLong(Long::longValue).sum()
                    - states.getOrDefault("PENDING_ADD", 0L)
                    - states.getOrDefault("ABSENT", 0L);
            return new Reconciliation(
                    totals.members() - totals.suppressed() - totals.unreachable() - totals.rejected(),
                    sent,
                    accepted,
                    null,
                    unknown,
                    differences(totals, states));
        });
    }

    private static List<Difference> differences(Audiences.Totals totals, Map<String, Long> states) {
        return List.of(
                        new Difference("suppressed", totals.suppressed()),
                        new Difference("unreachable", totals.unreachable()),
                        new Difference("rejected", totals.rejected()),
                        new Difference("pending", totals.pending()),
                        new Difference("parked", totals.parked()),
                        new Difference("leaving", states.getOrDefault("PENDING_REMOVE", 0L)),
                        new Difference("unknown", states.getOrDefault("UNKNOWN", 0L)),
                        new Difference("in-flight", states.getOrDefault("IN_FLIGHT", 0L)))
                .stream()
                .filter(it -> it.count() > 0)
                .toList();
    }
}
