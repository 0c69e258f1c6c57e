package io.tributary.ingestion.adapter.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tributary.ingestion.adapter.http.SourceKeyViews.KeyView;
import io.tributary.ingestion.source.KeyKind;
import io.tributary.ingestion.source.Rank;
import io.tributary.ingestion.source.Source;
import io.tributary.ingestion.source.SourceSettings;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The JSON of sources. */
final class SourceViews {

    private static final int MAX_ORIGINS = 100;
    private static final int MAX_PRIORITY = 1000;
    private static final int MAX_TRUST = 100;
    private static final long MAX_EVENTS_PER_SECOND = 1_000_000;

    // Scheme, host and port: no path but a slash.
    private static final String ORIGIN = "[A-Za-z][A-Za-z0-9+.-]*://[^/?#\\s]+/?";

    private SourceViews() {}

    /** What a caller says about a source; the key is made from the name when absent and never changes. */
    record SourceRequest(
            @Pattern(regexp = "[a-z0-9][a-z0-9_-]{0,62}") @Nullable
            String key,

            @NotBlank @Size(max = 200) String name,
            @Nullable Boolean enabled,
            @Nullable Boolean historical,
            @Nullable Boolean correctSkew,
            @Min(-MAX_TRUST) @Max(MAX_TRUST) @Nullable Integer trust,
            @Min(0) @Max(MAX_PRIORITY) @Nullable Integer priority,

            @Size(max = MAX_ORIGINS) @Nullable
            List<@NotNull @Size(max = 200) @Pattern(regexp = ORIGIN) String> allowedOrigins,

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

        /** As browsers write it: any other spelling would match none of them. */
        private static String origin(String sent) {
            var origin = Origins.normal(sent);
            if (origin == null) {
                throw ProblemException.invalid(
                        "/allowedOrigins", "origin", "Write scheme, host and port, such as https://shop.example.");
            }
            return origin;
        }

        SourceSettings settings() {
            return new SourceSettings(
                    Storable.text("/name", name),
                    enabled == null || enabled,
                    historical != null && historical,
                    correctSkew == null || correctSkew,
                    new Rank(trust == null ? 0 : trust, priority == null ? 0 : priority),
                    Storable.all("/allowedOrigins", allowedOrigins).stream()
                            .map(SourceRequest::origin)
                            .distinct()
                            .toList(),
                    eventsPerSecond == null ? 0 : eventsPerSecond);
        }
    }

    /** @param writeKey in clear, only in the answer that made it */
    record SourceView(
            String id,
            String key,
            String name,
            boolean enabled,
            boolean historical,
            boolean correctSkew,
            int trust,
            int priority,
            List<String> allowedOrigins,
            long eventsPerSecond,
            List<KeyView> writeKeys,
            List<KeyView> readKeys,
            long revision,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String writeKey) {}

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
                settings.correctsSkew(),
                settings.rank().trust(),
                settings.rank().priority(),
                settings.allowedOrigins(),
                settings.eventsPerSecond(),
                KeyView.of(source.keys(KeyKind.WRITE)),
                KeyView.of(source.keys(KeyKind.READ)),
                source.revision(),
                writeKey);
    }
}
