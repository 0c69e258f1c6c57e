package io.tributary.segment.preview;

import io.tributary.segment.rule.Condition;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Mono;

/** Counts people by rule over everybody. Exact, as of the index. Fails with {@code StoreUnavailable}. */
public interface People {

    /**
     * Whom to count.
     *
     * @param rule without references to segments
     * @param past the instant has passed, so that what came since must not count
     */
    record Question(Condition rule, Instant asOf, ZoneId zone, boolean past) {

        /** Now, or at an instant to come if nothing further happens. */
        public Question(Condition rule, Instant asOf, ZoneId zone) {
            this(rule, asOf, zone, false);
        }
    }

    /**
     * What was counted.
     *
     * @param judged how many were looked at one by one, because no query decides them
     * @param overflowing how many of those counted have given up detail
     * @param verdicts how many of those counted have a verdict, such as {@code email:reachable} or
     *     {@code email:-no-consent}
     * @param sample some of their profile ids, the lowest
     * @param segments how many of those counted are members now, as {@code key@version}
     */
    record Count(
            long count,
            long judged,
            long overflowing,
            Map<String, Long> verdicts,
            List<String> sample,
            Map<String, Long> segments) {}

    Mono<Count> count(String tenant, Question question);

    /** Those whom the topology last stated to be members. */
    Mono<Count> members(String tenant, String segmentKey, int version);

    /** How many people the tenant has, without those who are restricted. */
    Mono<Long> everybody(String tenant);

    /** Current members by segment and version, as {@code key@version}. */
    Mono<Map<String, Long>> sizes(String tenant);
}
