package io.tributary.segment.adapter.http;

import io.tributary.contracts.problem.ProblemType;
import io.tributary.segment.registry.StoredAnswers;
import io.tributary.segment.registry.StoredAnswers.Answer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lets an unsafe call take effect once per {@code Idempotency-Key}: the same call again gets the stored answer, another
 * call under the key is refused. Refusals are not stored: they come out the same again.
 */
@Component
class IdempotentCalls {

    private static final String HEADER = "Idempotency-Key";
    private static final int LONGEST_KEY = 200;

    private final StoredAnswers answers;
    private final JsonMapper json;

    IdempotentCalls(StoredAnswers answers, JsonMapper json) {
        this.answers = answers;
        this.json = json;
    }

    Mono<ResponseEntity<JsonNode>> once(
            Caller caller, ServerWebExchange exchange, @Nullable Object body, Supplier<Mono<ResponseEntity<?>>> call) {
        var key = exchange.getRequest().getHeaders().getFirst(HEADER);
        if (key == null) {
            return call.get().map(this::asTree);
        }
        if (key.isEmpty() || key.length() > LONGEST_KEY) {
            throw new ProblemException(
                    ProblemType.INVALID_REQUEST, "An idempotency key has 1 to " + LONGEST_KEY + " characters.");
        }
        var hash = hash(exchange, body);
        return answers.find(caller.tenant(), key)
                .map(stored -> repeated(stored, hash))
                .switchIfEmpty(Mono.defer(() -> call.get()
                        .map(this::asTree)
                        .flatMap(answer -> answers.keep(caller.tenant(), key, stored(hash, answer))
                                .thenReturn(answer))));
    }

    private ResponseEntity<JsonNode> repeated(Answer stored, String hash) {
        if (!stored.requestHash().equals(hash)) {
            throw new ProblemException(
                    ProblemType.IDEMPOTENCY_CONFLICT, "Use a new idempotency key for another request.");
        }
        return ResponseEntity.status(stored.status())
                .contentType(MediaType.APPLICATION_JSON)
                .header("Idempotent-Replayed", "true")
                .body(json.readTree(stored.body()));
    }

    private ResponseEntity<JsonNode> asTree(ResponseEntity<?> answer) {
        return ResponseEntity.status(answer.getStatusCode())
                .headers(answer.getHeaders())
                .body(json.valueToTree(answer.getBody()));
    }

    private Answer stored(String hash, ResponseEntity<JsonNode> answer) {
        return new Answer(hash, answer.getStatusCode().value(), json.writeValueAsString(answer.getBody()));
    }

    private String hash(ServerWebExchange exchange, @Nullable Object body) {
        try {
            var request = exchange.getRequest();
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update((request.getMethod() + " " + request.getURI().getRawPath() + "?"
                            + request.getURI().getRawQuery() + "\n")
                    .getBytes(StandardCharsets.UTF_8));
            digest.update(json.writeValueAsBytes(body));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
