package io.tributary.segment.history;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Events as they were indexed. Fails with {@code StoreUnavailable}. */
public interface EventHistory {

    /**
     * Which events of whom.
     *
     * @param profileIds the person's own id and all ids it absorbed
     * @param from inclusive, null for no bound
     * @param to exclusive, null for no bound
     * @param event an event name, null for all
     */
    record Question(
            Collection<String> profileIds,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable String event) {

        /** The same of one event name. */
        public Question named(String name) {
            return new Question(profileIds, from, to, name);
        }
    }

    /** Where a page ended: the next one begins behind it. */
    record Position(long timestamp, String messageId) {}

    /** Something that traffic has shown to exist. Times are suite time. */
    record Seen(
            String name,
            List<String> types,
            long count,
            @Nullable Instant lastSeen) {}

    /** Newest first. */
    Mono<List<HistoryEvent>> page(String tenant, Question question, @Nullable Position after, int limit);

    /** Empty when the message is not known. */
    Mono<HistoryEvent> find(String tenant, String messageId);

    /** The event names of the tenant, most frequent first, at most {@code limit}. */
    Mono<List<Seen>> events(String tenant, int limit);

    /** The properties that events carry, of one event when it is given, most frequent first, at most {@code limit}. */
    Mono<List<Seen>> properties(String tenant, @Nullable String event, int limit);

    /** The traits that people have, most frequent first, at most {@code limit}; counts are people. */
    Mono<List<Seen>> traits(String tenant, int limit);
}
