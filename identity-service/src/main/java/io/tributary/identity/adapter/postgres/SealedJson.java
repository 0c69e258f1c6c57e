package io.tributary.identity.adapter.postgres;

import io.tributary.contracts.seal.SealedValues;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Values of people in rows of requests: JSON, sealed for the request. */
final class SealedJson {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final SealedValues seals;

    SealedJson(SealedValues seals) {
        this.seals = seals;
    }

    byte[] seal(String tenant, UUID request, Object value) {
        return seals.seal(
                tenant, request.toString(), JSON.writeValueAsString(value).getBytes(StandardCharsets.UTF_8));
    }

    /** Empty for null; what cannot be opened was sealed with another platform secret, and that is a fault. */
    <T> Optional<T> open(String tenant, UUID request, byte @Nullable [] sealed, Class<T> type) {
        return Optional.ofNullable(sealed)
                .map(it -> seals.open(tenant, request.toString(), it)
                        .orElseThrow(() -> new IllegalStateException("a request is sealed with another secret")))
                .map(it -> JSON.readValue(it, type));
    }
}
