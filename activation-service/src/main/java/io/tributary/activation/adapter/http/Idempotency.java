package io.tributary.activation.adapter.http;

import io.tributary.activation.idempotency.IdempotentAnswers;
import io.tributary.activation.idempotency.IdempotentAnswers.Answered;
import io.tributary.contracts.problem.ProblemType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Repeats the answer instead of the effect when a call comes again with its {@code Idempotency-Key}. */
@Component
class Idempotency {

    private static final int MAX_KEY = 255;

    private final IdempotentAnswers answers;
    private final JsonMapper json;
    private final Lift lift;

    Idempotency(IdempotentAnswers answers, JsonMapper json, Lift lift) {
        this.answers = answers;
        this.json = json;
        this.lift = lift;
    }

    /** A status and a body. */
    record Answer(int status, Object body) {}

    /** @param request everything that makes the request what it is: route, parameters, body */
    Mono<ResponseEntity<String>> once(
            Caller caller, @Nullable String key, String route, Object request, Supplier<Answer> effect) {
        return lift.call(() -> {
            if (key == null) {
                return respond(written(effect.get(), ""));
            }
            if (key.isBlank() || key.length() > MAX_KEY) {
                throw Checks.one("/headers/Idempotency-Key", "length", "1 to " + MAX_KEY + " characters");
            }
            var hash = hash(route + "\n" + json.writeValueAsString(request));
            var before = answers.find(caller.tenant(), key);
            if (before.isPresent()) {
                if (!before.get().requestHash().equals(hash)) {
                    throw new ProblemException(
                            ProblemType.IDEMPOTENCY_CONFLICT, "Use a new Idempotency-Key for another request.");
                }
                return respond(before.get());
            }
            var answered = written(effect.get(), hash);
            answers.keep(caller.tenant(), key, answered);
            return respond(answered);
        });
    }

    private Answered written(Answer answer, String hash) {
        return new Answered(hash, answer.status(), json.writeValueAsString(answer.body()));
    }

    private static ResponseEntity<String> respond(Answered answered) {
        return ResponseEntity.status(answered.status())
                .contentType(MediaType.APPLICATION_JSON)
                .body(answered.body());
    }

    private static String hash(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
