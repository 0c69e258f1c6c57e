package io.tributary.segment.stay;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Stays as they were indexed. Pages are stable: what is told meanwhile moves nobody between them. Fails with {@code StoreUnavailable}. */
public interface Stays {

    /**
     * Whose stays in what; at least one of them is asked for.
     *
     * @param profileIds the person's own id and all ids it absorbed; null for everybody
     * @param segment null for all
     */
    record Question(
            @Nullable Collection<String> profileIds,
            @Nullable String segment) {}

    /** Where a page ended: the next one begins behind it. */
    record Position(long decidedAt, String profileId, String segment, long number) {}

    /** One page; {@code total} is of all that match, not of this page. */
    record Found(List<Stay> stays, long total) {}

    /** Who was in the segment at an instant by what had been decided then, in order of profile id. */
    Mono<Found> at(String tenant, String segment, Instant at, @Nullable String afterId, int limit);

    /** The stay of one of these ids in the segment at an instant. Empty when none of them was in. */
    Mono<Stay> at(String tenant, String segment, Instant at, Collection<String> profileIds);

    /** Newest beginning first. */
    Mono<Found> page(String tenant, Question question, @Nullable Position after, int limit);
}
