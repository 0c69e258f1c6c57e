package io.tributary.gateway.adapter.http;

import io.tributary.contracts.digest.KeyedDigest;
import io.tributary.contracts.problem.ProblemType;
import io.tributary.gateway.adapter.http.problem.ProblemException;
import io.tributary.gateway.repeat.KeptAnswer;
import io.tributary.gateway.repeat.KeptAnswers;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lets a creation that is sent twice under one {@code Idempotency-Key} happen once: the first success is kept for a day
 * and answered again. Refusals are not kept, so that the caller can correct what was wrong.
 */
public final class Repeats {

    static final String HEADER = "Idempotency-Key";

    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7E]{1,200}");

    private final KeptAnswers answers;
    private final JsonMapper json;
    private final KeyedDigest digest;

    public Repeats(KeptAnswers answers, JsonMapper json, KeyedDigest digest) {
        this.answers = answers;
        this.json = json;
        this.digest = digest;
    }

    /** The creation's answer with status 201, kept or fresh. */
    Mono<ResponseEntity<String>> created(
            ServerWebExchange exchange, String tenant, Object request, Supplier<Mono<Object>> creation) {
        var key = exchange.getRequest().getHeaders().getFirst(HEADER);
        if (key == null) {
            return creation.get().map(body -> answer(json.writeValueAsString(body), 201));
        }
        if (!KEY.matcher(key).matches()) {
            throw ProblemException.invalid("Idempotency-Key", "FORMAT", "Use 1 to 200 visible ASCII characters.");
        }
        // Keyed, because the request may hold a password.
        var hash =
                digest.hex(tenant, "idempotency", exchange.getRequest().getPath() + json.writeValueAsString(request));
        return answers.find(tenant, key)
                .map(kept -> again(kept, hash))
                .switchIfEmpty(Mono.defer(() -> first(tenant, key, hash, creation)));
    }

    private Mono<ResponseEntity<String>> first(
            String tenant, String key, String hash, Supplier<Mono<Object>> creation) {
        return creation.get().flatMap(body -> {
            var text = json.writeValueAsString(body);
            return answers.keep(tenant, key, new KeptAnswer(hash, 201, text)).thenReturn(answer(text, 201));
        });
    }

    private static ResponseEntity<String> again(KeptAnswer kept, String hash) {
        if (!kept.requestHash().equals(hash)) {
            throw new ProblemException(
                    ProblemType.IDEMPOTENCY_CONFLICT, "Use another Idempotency-Key for another request.");
        }
        return answer(kept.body(), kept.status());
    }

    private static ResponseEntity<String> answer(String body, int status) {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body);
    }
}
