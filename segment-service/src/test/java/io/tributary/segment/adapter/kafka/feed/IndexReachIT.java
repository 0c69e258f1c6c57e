package io.tributary.segment.adapter.kafka.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

/** How far a feed is, as a real broker says it. */
class IndexReachIT {

    private final String group = "group-" + UUID.randomUUID();

    @Test
    void hasPassedWhatExpiredBeforeItCouldBeRead() throws ExecutionException, InterruptedException {
        try (var topic = new OwnTopic(3);
                var reach = new IndexReach(topic.clients, topic.name, 3)) {
            topic.send(0, "a", "b", "c");
            topic.send(1, "d");
            topic.expire(0);
            var ends = reach.ends();

            boolean unread = reach.hasPassed(ends, group);
            topic.commit(group, 1, 1);

            assertThat(ends)
                    .containsEntry(topic.partition(0), 3L)
                    .containsEntry(topic.partition(1), 1L)
                    .containsEntry(topic.partition(2), 0L);
            assertThat(unread).isFalse();
            assertThat(reach.hasPassed(ends, group)).isTrue();
        }
    }

    @Test
    void hasNotPassedWhatTheFeedHasStillToRead() throws ExecutionException, InterruptedException {
        try (var topic = new OwnTopic(1);
                var reach = new IndexReach(topic.clients, topic.name, 1)) {
            topic.send(0, "a", "b");
            topic.commit(group, 0, 1);

            assertThat(reach.hasPassed(reach.ends(), group)).isFalse();
        }
    }
}
