package io.tributary.ingestion.adapter.http;

import io.tributary.ingestion.badrow.BadRowFilter;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * Which bad rows are asked for; what is not said means all.
 *
 * @param source the source's id
 * @param kind as {@code no-identifier}
 * @param from inclusive, when they were received
 * @param to exclusive
 * @param messageId that the client gave, or that an import gives
 * @param job the import that they came by
 * @param replayed false for those that are open
 */
record BadRowQuery(
        @Nullable String source,
        @Nullable String kind,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable String messageId,
        @Nullable String job,
        @Nullable Boolean replayed) {

    private static final Set<String> NAMES = Set.of("source", "kind", "from", "to", "messageId", "job", "replayed");

    BadRowFilter toFilter() {
        return new BadRowFilter(
                Storable.ifAny("/source", source),
                Storable.ifAny("/kind", kind),
                from,
                to,
                Storable.ifAny("/messageId", messageId),
                Storable.ifAny("/job", job),
                List.of(),
                replayed);
    }

    /** A parameter that nobody reads would make people believe that it filters. */
    static void refuseOthers(ServerHttpRequest request, String... more) {
        for (var name : request.getQueryParams().keySet()) {
            if (!NAMES.contains(name) && !List.of(more).contains(name)) {
                throw ProblemException.unknownField("/" + name);
            }
        }
    }
}
