package io.tributary.ingestion.adapter.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tributary.ingestion.source.Source;
import io.tributary.ingestion.source.SourceSettings;
import io.tributary.ingestion.source.WriteKey;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The JSON of sources and their keys. */
final class SourceViews {

    private static final int MAX_ORIGINS = 100;
    private static final int MAX_PRIORITY = 1000;
    private static final long MAX_EVENTS_PER_SECOND = 1_000_000;
    private static final int MAX_OVERLAP_SECONDS = 90 * 24 * 3600;

    private SourceViews() {}

    /** What a caller says about a source; the key is made from the name when absent and never changes. */
    record SourceRequest(
            @Pattern(regexp = "[a-z0-9][a-z0-9_-]{0,62}") @Nullable
            String key,

            @NotBlank @Size(max = 200) String name,
            @Nullable Boolean enabled,
            @Nullable Boolean historical,
            @Min(0) @Max(MAX_PRIORITY) @Nullable Integer priority,
            @Size(max = MAX_ORIGINS) @Nullable List<@NotBlank @Size(max = 200) String> allowedOrigins,
            @Min(0) @Max(MAX_EVENTS_PER_SECOND) @Nullable Long eventsPerSecond) {

        String keyOrName() {
            if (key != null) {
                return key;
            }
            var made =
                    name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
            if (made.isEmpty()) {
                throw ProblemException.invalid("/key", "needed", "The name gives no key: send one.");
            }
            return made.substring(0, Math.min(63, made.length()));
        }

        SourceSettings settings() {
            return new SourceSettings(
                    name,
                    enabled == null || enabled,
                    historical != null && historical,
                    priority == null ? 0 : priority,
                    allowedOrigins == null ? List.of() : allowedOrigins,
                    eventsPerSecond == null ? 0 : eventsPerSecond);
        }
    }

    /** How long the older keys stay good beside the new one; none by default. */
    record RotateRequest(
            @Min(0) @Max(MAX_OVERLAP_SECONDS) @Nullable Long overlapSeconds) {}

    /** @param writeKey in clear, only in the answer that made it */
    record SourceView(
            String id,
            String key,
            String name,
            boolean enabled,
            boolean historical,
            int priority,
            List<String> allowedOrigins,
            long eventsPerSecond,
            List<KeyView> writeKeys,
            long revision,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String writeKey) {}

    /** A key without itself. */
    record KeyView(String id, Instant createdAt, @Nullable Instant expiresAt) {}

    /** @param writeKey in clear, shown once */
    record NewKeyView(String id, String writeKey, SourceView source) {}

    static SourceView view(Source source) {
        return view(source, null);
    }

    static SourceView view(Source source, @Nullable String writeKey) {
        var settings = source.settings();
        return new SourceView(
                source.id(),
                source.key(),
                settings.name(),
                settings.enabled(),
                settings.historical(),
                settings.priority(),
                settings.allowedOrigins(),
                settings.eventsPerSecond(),
                source.writeKeys().stream().map(SourceViews::key).toList(),
                source.revision(),
                writeKey);
    }

    private static KeyView key(WriteKey key) {
        return new KeyView(key.id(), key.createdAt(), key.expiresAt());
    }
}
