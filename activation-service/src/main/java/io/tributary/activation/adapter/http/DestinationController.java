package io.tributary.activation.adapter.http;

import io.tributary.activation.connector.AudienceConnector;
import io.tributary.activation.connector.Capabilities;
import io.tributary.activation.connector.Connectors;
import io.tributary.activation.connector.Settings;
import io.tributary.activation.delivery.AddressGuard;
import io.tributary.activation.delivery.Ids;
import io.tributary.activation.delivery.Transport;
import io.tributary.activation.delivery.WireResult;
import io.tributary.activation.destination.Destination;
import io.tributary.activation.destination.Destinations;
import io.tributary.activation.secret.Secrets;
import io.tributary.contracts.problem.ProblemType;
import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Connectors and destinations. */
@RestController
@RequestMapping("/api/v1")
class DestinationController {

    private final Callers callers;
    private final Destinations destinations;
    private final Connectors connectors;
    private final AddressGuard guard;
    private final Transport transport;
    private final Idempotency idempotency;
    private final Lift lift;
    private final Ids ids;
    private final Clock realClock;

    DestinationController(
            Callers callers,
            Destinations destinations,
            Connectors connectors,
            AddressGuard guard,
            Transport transport,
            Idempotency idempotency,
            Lift lift,
            Ids ids,
            Clock realClock) {
        this.callers = callers;
        this.destinations = destinations;
        this.connectors = connectors;
        this.guard = guard;
        this.transport = transport;
        this.idempotency = idempotency;
        this.lift = lift;
        this.ids = ids;
        this.realClock = realClock;
    }

    record ConnectorView(
            String kind,
            String channel,
            List<String> identifiers,
            List<Capabilities.Field> config,
            List<String> secrets,
            Limits limits) {}

    record Limits(int rowsPerAddition, int rowsPerRemoval) {}

    record DestinationRequest(
            @Nullable String key,
            @Nullable String name,
            @Nullable String kind,
            @Nullable JsonNode config,
            @Nullable JsonNode secrets) {}

    record TestResult(boolean ok, int status, String detail) {}

    @GetMapping("/connectors")
    Page<ConnectorView> connectors(@AuthenticationPrincipal Jwt token) {
        callers.admit(token).mayRead();
        return new Page<>(
                connectors.all().stream().map(DestinationController::view).toList(), null);
    }

    private static ConnectorView view(AudienceConnector connector) {
        var can = connector.capabilities();
        return new ConnectorView(
                connector.kind(),
                can.channel().wireName(),
                can.identifiers(),
                can.configFields(),
                can.secretFields(),
                new Limits(can.maxRows(), can.maxRemovals()));
    }

    @GetMapping("/destinations")
    Mono<Page<DestinationView>> list(
            @AuthenticationPrincipal Jwt token,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var caller = callers.admit(token).mayRead();
        int size = Page.limit(limit);
        var after = Page.position(cursor);
        return lift.call(() -> Page.of(
                destinations.list(caller.tenant(), after, size + 1).stream()
                        .map(DestinationView::of)
                        .toList(),
                size,
                DestinationView::id));
    }

    @PostMapping("/destinations")
    Mono<ResponseEntity<String>> create(
            @AuthenticationPrincipal Jwt token,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody DestinationRequest request) {
        var caller = callers.admit(token).mayWrite();
        return idempotency.once(caller, key, "POST /destinations", request, () -> {
            var checks = new Checks();
            var kind = checks.text(request.kind(), "/kind", 32);
            var name = checks.text(request.name() == null ? request.key() : request.name(), "/name", 200);
            var id = ids.next("dst");
            var own = checks.key(request.key(), "/key", id);
            checks.that(connectors.find(kind).isPresent(), "/kind", "known", "one of GET /api/v1/connectors");
            checks.orRefuse();
            var config = new Settings(Scalars.read(request.config(), "/config"));
            var secrets = new Secrets(Scalars.read(request.secrets(), "/secrets"));
            check(kind, config, secrets);
            var now = realClock.instant();
            var destination = new Destination(id, caller.tenant(), own, name, kind, config, secrets, "", now, now);
            if (!destinations.add(destination)) {
                throw new ProblemException(ProblemType.ALREADY_EXISTS, "A destination has this key already.");
            }
            return new Idempotency.Answer(201, DestinationView.of(destination));
        });
    }

    private void check(String kind, Settings config, Secrets secrets) {
        var connector = connectors.of(kind);
        var checks = new Checks();
        connector.check(config, secrets).forEach(it -> checks.that(false, it.pointer(), "config", it.message()));
        for (var field : List.of("baseUrl", "url")) {
            config.find(field)
                    .flatMap(it -> guard.complaint(parsed(it)))
                    .ifPresent(it -> checks.that(false, "/config/" + field, "address", it));
        }
        checks.orRefuse();
    }

    private static @Nullable URI parsed(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    @GetMapping("/destinations/{id}")
    Mono<DestinationView> read(@AuthenticationPrincipal Jwt token, @PathVariable String id) {
        var caller = callers.admit(token).mayRead();
        return lift.call(() -> DestinationView.of(find(caller, id)));
    }

    /** Replaces name and configuration; secrets that are not sent stay. A stopped destination starts again. */
    @PutMapping("/destinations/{id}")
    Mono<DestinationView> replace(
            @AuthenticationPrincipal Jwt token, @PathVariable String id, @RequestBody DestinationRequest request) {
        var caller = callers.admit(token).mayWrite();
        return lift.call(() -> {
            var before = find(caller, id);
            new Checks()
                    .that(
                            request.kind() == null || request.kind().equals(before.kind()),
                            "/kind",
                            "fixed",
                            "the kind of a destination stays")
                    .that(
                            request.key() == null || request.key().equals(before.key()),
                            "/key",
                            "fixed",
                            "the key of a destination stays")
                    .orRefuse();
            var config = request.config() == null
                    ? before.config()
                    : new Settings(Scalars.read(request.config(), "/config"));
            var secrets = new LinkedHashMap<>(before.secrets().values());
            secrets.putAll(Scalars.read(request.secrets(), "/secrets"));
            check(before.kind(), config, new Secrets(secrets));
            var after = new Destination(
                    before.id(),
                    before.tenant(),
                    before.key(),
                    request.name() == null ? before.name() : request.name(),
                    before.kind(),
                    config,
                    new Secrets(secrets),
                    "",
                    before.createdAt(),
                    realClock.instant());
            destinations.replace(after);
            return DestinationView.of(after);
        });
    }

    /** Asks the platform something harmless; a destination that answers well starts again. */
    @PostMapping("/destinations/{id}/test")
    Mono<TestResult> test(@AuthenticationPrincipal Jwt token, @PathVariable String id) {
        var caller = callers.admit(token).mayWrite();
        return lift.call(() -> {
            var destination = find(caller, id);
            var probe = connectors.of(destination.kind()).probe(destination.connection(), realClock.instant());
            var result = switch (transport.send(destination.connection(), probe)) {
                case WireResult.Answered answered ->
                    new TestResult(
                            answered.answer().isSuccess(),
                            answered.answer().status(),
                            answered.answer().isSuccess() ? "the platform answered" : "the platform refused");
                case WireResult.NeverSent never -> new TestResult(false, 0, never.reason());
                case WireResult.Lost lost -> new TestResult(false, 0, lost.reason());
            };
            if (result.ok() && destination.isStopped()) {
                destinations.stop(caller.tenant(), destination.id(), "");
            }
            return result;
        });
    }

    private Destination find(Caller caller, String id) {
        return destinations.find(caller.tenant(), id).orElseThrow(() -> Checks.notFound("destination"));
    }
}
