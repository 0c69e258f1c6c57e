package io.tributary.ingestion.adapter.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tributary.ingestion.adapter.http.SourceViews.SourceView;
import io.tributary.ingestion.source.KeyKind;
import io.tributary.ingestion.source.NewKey;
import io.tributary.ingestion.source.SourceKey;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The JSON of a source's keys. */
final class SourceKeyViews {

    private static final int MAX_OVERLAP_SECONDS = 90 * 24 * 3600;

    private SourceKeyViews() {}

    /** How long older keys stay good beside the new one. */
    record OverlapRequest(
            @Min(0) @Max(MAX_OVERLAP_SECONDS) @Nullable Long overlapSeconds) {

        static @Nullable Long secondsOf(@Nullable OverlapRequest request) {
            return request == null ? null : request.overlapSeconds;
        }
    }

    /** A key without itself. */
    record KeyView(String id, Instant createdAt, @Nullable Instant expiresAt) {

        static List<KeyView> of(List<SourceKey> keys) {
            return keys.stream()
                    .map(it -> new KeyView(it.id(), it.createdAt(), it.expiresAt()))
                    .toList();
        }
    }

    /** A new key in clear, shown once: one of the two, by its kind. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record NewKeyView(
            String id, @Nullable String writeKey, @Nullable String readKey, SourceView source) {

        static NewKeyView of(KeyKind kind, NewKey key) {
            var source = SourceViews.view(key.source());
            return switch (kind) {
                case WRITE -> new NewKeyView(key.keyId(), key.secret(), null, source);
                case READ -> new NewKeyView(key.keyId(), null, key.secret(), source);
            };
        }
    }
}
