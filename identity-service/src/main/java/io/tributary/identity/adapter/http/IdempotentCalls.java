package io.tributary.identity.adapter.http;

import io.tributary.contracts.problem.ProblemType;
import io.tributary.identity.change.Answers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.json.JsonMapper;

/** Answers a repeated call with the same key as the first one; the same key for another request is refused. */
public final class IdempotentCalls {

    static final String HEADER = "Idempotency-Key";

    private static final int MAX_KEY = 200;

    private final Answers answers;
    private final JsonMapper json;

    public IdempotentCalls(Answers answers, JsonMapper json) {
        this.answers = answers;
        this.json = json;
    }

    /** Blocks. Problems are not kept: a call that was refused may be repeated when the reason is gone. */
    ResponseEntity<String> once(Caller caller, @Nullable String key, String request, Supplier<?> call) {
        return once(caller, key, request, HttpStatus.OK, call);
    }

    /** The same for a call that succeeds with another status. */
    ResponseEntity<String> once(
            Caller caller, @Nullable String key, String request, HttpStatus success, Supplier<?> call) {
        if (key == null) {
            return ResponseEntity.status(success).body(json.writeValueAsString(call.get()));
        }
        if (key.isBlank() || key.length() > MAX_KEY) {
            throw new ProblemException(
                    ProblemType.INVALID_REQUEST, "Send an Idempotency-Key of 1 to " + MAX_KEY + " characters.");
        }
        var hash = hash(request);
        var kept = answers.find(caller.tenant(), key);
        if (kept.isPresent()) {
            if (!kept.get().requestHash().equals(hash)) {
                throw new ProblemException(
                        ProblemType.IDEMPOTENCY_CONFLICT, "Use a new Idempotency-Key for another request.");
            }
            return ResponseEntity.status(kept.get().status()).body(kept.get().body());
        }
        var body = json.writeValueAsString(call.get());
        answers.keep(caller.tenant(), key, new Answers.Answer(hash, success.value(), body));
        return ResponseEntity.status(success).body(body);
    }

    /** The same for who needs the value rather than its text: also when it was kept. */
    <T> T once(
            Caller caller, @Nullable String key, String request, HttpStatus success, Class<T> type, Supplier<T> call) {
        return json.readValue(once(caller, key, request, success, call).getBody(), type);
    }

    private static String hash(String request) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(request.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
