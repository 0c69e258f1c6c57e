package io.tributary.segment.adapter.kafka;

import io.tributary.segment.dedup.DedupWindow;
import io.tributary.segment.feature.SegmentCatalogue;
import io.tributary.segment.freshness.DefinitionChanges;
import java.time.Clock;
import java.time.Duration;

/**
 * What the topology is built from.
 *
 * @param applicationId names the consumer group and begins the names of internal topics
 * @param partitions of every topic that is keyed by profile
 * @param window how long a message is remembered, in real time
 * @param suiteClock business time: windows, timers, instants in records
 * @param realClock when messages were seen
 * @param punctuation how often timers, the sweep and the purge look for work
 * @param piece how many timers such a look fires before it looks at the clock again
 * @param hotBytes how many packed bytes of profiles the tasks of all partitions together keep unpacked
 * @param pace when commits are asked for
 * @param progress where the topology reports what is left to do
 */
public record TopologySettings(
        String applicationId,
        int partitions,
        DedupWindow window,
        SegmentCatalogue catalogue,
        Clock suiteClock,
        Clock realClock,
        Duration punctuation,
        int piece,
        long hotBytes,
        CommitPace pace,
        TopologyProgress progress) {

    /** The settings of an installation; the rest has values that were measured. */
    public static TopologySettings of(String applicationId, int partitions, Clock suiteClock, Clock realClock) {
        return new TopologySettings(
                applicationId,
                partitions,
                new DedupWindow(Duration.ofDays(1)),
                SegmentCatalogue.standard(),
                suiteClock,
                realClock,
                Duration.ofMillis(200),
                20,
                8 << 20,
                new CommitPace(Duration.ofMillis(100), realClock),
                new TopologyProgress(new DefinitionChanges(realClock)));
    }
}
