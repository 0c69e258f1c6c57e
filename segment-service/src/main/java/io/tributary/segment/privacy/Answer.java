package io.tributary.segment.privacy;

import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;

/** What came of a stage. {@code detail} is for people and holds nothing personal. */
public sealed interface Answer {

    /** Deleted, found or collected. */
    long count();

    String detail();

    /** All of it is done. */
    record Done(long count, String detail) implements Answer {}

    /**
     * All of it is done here, and what is on its way expires by then.
     *
     * @param by real time
     */
    record DoneBy(long count, String detail, Instant by) implements Answer {}

    /** Everything was sent, in so many pieces. */
    record Collected(long count, String detail, int pieces) implements Answer {}

    /** Not done; the stage is asked for again. */
    record Failed(String detail) implements Answer {
        @Override
        public long count() {
            return 0;
        }
    }

    /** Nothing here concerns the stage. */
    static Answer nothing() {
        return new Done(0, "");
    }

    /** {@code events 3, profiles 1}: what is not zero. */
    static String words(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .filter(it -> it.getValue() > 0)
                .map(it -> it.getKey() + ' ' + it.getValue())
                .collect(Collectors.joining(", "));
    }
}
