package io.tributary.segment.adapter.kafka.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.segment.freshness.FeedProgress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** The feed over a real broker, with a sink that takes its time. */
class BatchFeedIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final BatchFeed.Batching BATCHING =
            new BatchFeed.Batching(200, Duration.ofMillis(20), Duration.ZERO);

    private final String group = "group-" + UUID.randomUUID();

    @Test
    void handsTheRestOverAgainAndCommitsWhatIsDone() throws ExecutionException, InterruptedException {
        try (var topic = new OwnTopic(1)) {
            topic.send(0, "a", "b", "c", "d", "e");
            var committedBefore = new CopyOnWriteArrayList<Long>();
            var sink = new SlowSink() {
                @Override
                void before(String record) {
                    committedBefore.add(committed(topic));
                }
            };
            var feed = new BatchFeed(topic.name, topic.clients, sink, BATCHING, new FeedProgress(Clock.systemUTC()));

            feed.start();

            try {
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(committed(topic)).isEqualTo(5));
            } finally {
                feed.stop();
            }
            assertThat(sink.taken).containsExactly("a", "b", "c", "d", "e");
            assertThat(committedBefore).containsExactly(0L, 1L, 2L, 3L, 4L);
        }
    }

    @Test
    void looksForWhatWasWrittenWhileItsStoreWasSlowBeforeItSaysThatNothingIsLeft() throws Exception {
        try (var topic = new OwnTopic(1)) {
            topic.send(0, "a");
            var sink = new InterruptedSink(topic);
            var progress = new FeedProgress(Clock.systemUTC());
            var feed = new BatchFeed(topic.name, topic.clients, sink, BATCHING, progress);

            feed.start();

            try {
                await().atMost(PATIENCE).until(() -> progress.lag() == 0);
            } finally {
                feed.stop();
            }
            assertThat(sink.settledBehind).containsExactly(2);
        }
    }

    @Test
    void removesTheGroupOfATargetThatIsGone() throws Exception {
        try (var topic = new OwnTopic(1)) {
            topic.send(0, "a");
            var sink = new MovingSink();
            var feed = new BatchFeed(topic.name, topic.clients, sink, BATCHING, new FeedProgress(Clock.systemUTC()));
            feed.start();

            try (var admin = topic.clients.admin()) {
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(committed(topic)).isEqualTo(1));

                sink.moved = true;

                await().atMost(PATIENCE).until(() -> sink.taken.size() == 2);
                var groups = admin.listGroups().all().get().stream()
                        .map(GroupListing::groupId)
                        .filter(it -> it.startsWith(group))
                        .toList();
                assertThat(groups).containsExactly(group + "-moved");
            } finally {
                feed.stop();
            }
        }
    }

    private long committed(OwnTopic topic) {
        try {
            return topic.committed(group, 0);
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Is always there. */
    private abstract class SteadySink implements BatchSink {

        @Override
        public String open() {
            return group;
        }

        @Override
        public boolean isOpen(String group) {
            return true;
        }
    }

    /** Is somewhere else from some moment on. */
    private final class MovingSink implements BatchSink {

        final List<String> taken = new CopyOnWriteArrayList<>();
        volatile boolean moved;

        @Override
        public String open() {
            return moved ? group + "-moved" : group;
        }

        @Override
        public boolean isOpen(String group) {
            return group.equals(open());
        }

        @Override
        public void take(List<ConsumerRecord<String, byte[]>> batch) {
            batch.forEach(it -> taken.add(it.key()));
        }

        @Override
        public void settle() {}
    }

    /** While it takes the first record, another one is written. */
    private final class InterruptedSink extends SteadySink {

        final List<Integer> settledBehind = new CopyOnWriteArrayList<>();
        private final OwnTopic topic;
        private int taken;

        InterruptedSink(OwnTopic topic) {
            this.topic = topic;
        }

        @Override
        public void take(List<ConsumerRecord<String, byte[]>> batch) {
            try {
                if (taken == 0) {
                    topic.send(0, "b");
                }
            } catch (ExecutionException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
            taken += batch.size();
        }

        @Override
        public void settle() {
            settledBehind.add(taken);
        }
    }

    /** Needs three calls for each record. */
    private abstract class SlowSink extends SteadySink {

        final List<String> taken = new ArrayList<>();
        private int calls;

        abstract void before(String record);

        @Override
        public void take(List<ConsumerRecord<String, byte[]>> batch) {
            throw new IllegalStateException("the feed lets it take some");
        }

        @Override
        public int takeSome(List<ConsumerRecord<String, byte[]>> batch) {
            if (++calls % 3 != 0) {
                return 0;
            }
            before(batch.getFirst().key());
            taken.add(batch.getFirst().key());
            return 1;
        }

        @Override
        public void settle() {}
    }
}
