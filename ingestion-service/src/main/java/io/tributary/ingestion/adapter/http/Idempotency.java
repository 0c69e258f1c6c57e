package io.tributary.ingestion.adapter.http;

import io.tributary.contracts.problem.ProblemType;
import io.tributary.ingestion.idempotency.Claim;
import io.tributary.ingestion.idempotency.Seal;
import io.tributary.ingestion.idempotency.StoredAnswers;
import io.tributary.ingestion.source.KeyHash;
import java.util.function.Supplier;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Makes a call at most once per {@code Idempotency-Key}; without that header it is simply made. */
public final class Idempotency {

    private static final String HEADER = "Idempotency-Key";
    private static final int MAX_KEY = 200;

    private final StoredAnswers answers;
    private final Seal seal;
    private final JsonMapper json;

    public Idempotency(StoredAnswers answers, Seal seal, JsonMapper json) {
        this.answers = answers;
        this.seal = seal;
        this.json = json;
    }

    /** The call's answer, or that of the first call with this key and this request. A failed call may be repeated. */
    <T> Mono<ResponseEntity<T>> once(
            ServerWebExchange exchange,
            String tenant,
            Object request,
            Class<T> type,
            HttpStatus status,
            Supplier<Mono<T>> call) {
        var key = exchange.getRequest().getHeaders().getFirst(HEADER);
        if (key == null) {
            return Mono.defer(call).map(it -> ResponseEntity.status(status).body(it));
        }
        if (key.isBlank() || key.length() > MAX_KEY) {
            throw ProblemException.invalid(
                    "", "idempotency-key", "An Idempotency-Key has 1 to " + MAX_KEY + " characters.");
        }
        var belongsTo = tenant + "/" + key;
        return answers.claim(tenant, key, hash(exchange, request))
                .flatMap(claim -> switch (claim) {
                    case Claim.Fresh _ -> make(tenant, key, call);
                    case Claim.Answered answered ->
                        Mono.fromCallable(() -> json.readValue(seal.open(answered.sealed(), belongsTo), type));
                    case Claim.Conflicting _ ->
                        Mono.<T>error(new ProblemException(
                                ProblemType.IDEMPOTENCY_CONFLICT, "Use a new Idempotency-Key for another request."));
                    case Claim.Running _ ->
                        Mono.<T>error(new ProblemException(
                                ProblemType.CONFLICT, "The first request with this key is still running."));
                })
                .map(it -> ResponseEntity.status(status).body(it));
    }

    private <T> Mono<T> make(String tenant, String key, Supplier<Mono<T>> call) {
        return Mono.defer(call)
                .onErrorResume(fault -> answers.release(tenant, key).then(Mono.error(fault)))
                .flatMap(answer -> answers.keep(
                                tenant, key, seal.close(json.writeValueAsBytes(answer), tenant + "/" + key))
                        .thenReturn(answer));
    }

    private String hash(ServerWebExchange exchange, Object request) {
        return KeyHash.of(exchange.getRequest().getURI().getPath() + "\n" + json.writeValueAsString(request))
                .hex();
    }
}
