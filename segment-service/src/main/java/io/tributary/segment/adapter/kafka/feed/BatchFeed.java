package io.tributary.segment.adapter.kafka.feed;

import io.tributary.segment.freshness.FeedProgress;
import io.tributary.segment.store.BrokerUnavailable;
import io.tributary.segment.store.StoreUnavailable;
import io.tributary.segment.store.TargetLost;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one topic on a thread of its own and hands batches to a sink; the position is committed only after the sink
 * took them. While the sink's store is down the position stays, the group membership too, and nothing piles up.
 */
public final class BatchFeed {

    private static final Logger LOG = LoggerFactory.getLogger(BatchFeed.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration BACKOFF = Duration.ofSeconds(1);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(10);
    private static final long LARGEST_BYTES = 16L << 20;
    private static final Duration CLOSING = Duration.ofSeconds(10);
    private static final Duration END_WITHIN = Duration.ofSeconds(2);
    private static final long LOOK_FOR_END_EVERY = Duration.ofSeconds(1).toNanos();
    private static final long SETTLED_FOR = Duration.ofSeconds(1).toNanos();
    private static final long SETTLED_FOR_AT_MOST = Duration.ofSeconds(5).toNanos();
    private static final int SHARE_OF_TIME = 10;

    /**
     * A batch is handed over when it has so many records or bytes, or when its first record is {@code window} old; that
     * becomes {@code longestWindow} at most while the store is slow.
     *
     * @param gather how long the broker may wait for more to send; none where records are rare, because then it would be
     *     asked that often for nothing
     * @param look how often a feed without traffic asks whether its target is still there
     */
    public record Batching(
            int records, long bytes, Duration window, Duration longestWindow, Duration gather, Duration look) {

        /** With a window that never grows, and bytes and looks that suit every feed. */
        public Batching(int records, Duration window, Duration gather) {
            this(records, LARGEST_BYTES, window, window, gather, LOOK_EVERY);
        }

        public Batching withLongestWindow(Duration longest) {
            return new Batching(records, bytes, window, longest, gather, look);
        }

        public Batching lookingEvery(Duration interval) {
            return new Batching(records, bytes, window, longestWindow, gather, interval);
        }
    }

    private final String topic;
    private final KafkaClients clients;
    private final BatchSink sink;
    private final Batching batching;
    private final Gathering gathering;
    private final FeedProgress progress;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread;

    private final List<ConsumerRecord<String, byte[]>> batch = new ArrayList<>();
    private final Map<TopicPartition, Long> committed = new HashMap<>();
    private long firstAtNanos;
    private long lookedAtNanos = System.nanoTime();
    private boolean waiting;
    private boolean unsettled = true;
    private long mayNotSettleForNanos;
    private long settledAtNanos = System.nanoTime();
    private long endsAskedAtNanos = System.nanoTime();
    private @Nullable Ends ends;

    /** Where the topic ended at that time. */
    private record Ends(Instant at, Map<TopicPartition, Long> offsets) {}

    public BatchFeed(String topic, KafkaClients clients, BatchSink sink, Batching batching, FeedProgress progress) {
        this.topic = topic;
        this.clients = clients;
        this.sink = sink;
        this.batching = batching;
        this.gathering = new Gathering(batching);
        this.progress = progress;
        this.thread = Thread.ofPlatform().name("feed-" + topic).unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    public boolean isRunning() {
        return thread.isAlive();
    }

    /** Lets the batch at hand finish, at most ten seconds. */
    public void stop() throws InterruptedException {
        stopping.countDown();
        if (thread.isAlive()) {
            thread.join(CLOSING);
        }
    }

    private void run() {
        try {
            feed();
        } finally {
            sink.close();
        }
    }

    private void feed() {
        while (!stopped()) {
            try {
                readInto(sink.open());
            } catch (TargetLost e) {
                LOG.warn("feed target lost, starting over topic={} reason={}", topic, e.getMessage());
            } catch (StoreUnavailable | BrokerUnavailable e) {
                progress.failed();
                LOG.warn("feed waits for its store topic={} reason={}", topic, e.getMessage());
            } catch (WakeupException | InterruptException e) {
                return;
            } catch (KafkaException e) {
                progress.failed();
                LOG.warn("feed reconnects topic={} reason={}", topic, e.getMessage());
            } catch (RuntimeException e) {
                // The thread's top: whatever it is, the position is kept and the batch comes again.
                progress.failed();
                LOG.error("feed failed topic={}", topic, e);
            }
            batch.clear();
            pause();
        }
    }

    private void readInto(String group) {
        try (var consumer = clients.consumer(group, batching)) {
            committed.clear();
            ends = null;
            consumer.subscribe(List.of(topic), forgettingWhatMoves());
            read(consumer, group);
        } catch (TargetLost e) {
            // Or whoever watches lags sees one of a group that nobody will ever read in again.
            clients.forget(group);
            throw e;
        }
    }

    private void read(KafkaConsumer<String, byte[]> consumer, String group) {
        while (!stopped()) {
            collect(consumer, POLL);
            if (isDue()) {
                handOver(consumer);
            }
            commitPassed(consumer);
            report(consumer);
            lookForTarget(group);
        }
        if (!batch.isEmpty()) {
            handOver(consumer);
        }
    }

    private void collect(KafkaConsumer<String, byte[]> consumer, Duration wait) {
        var polled = consumer.poll(wait);
        if (!polled.isEmpty() && batch.isEmpty()) {
            firstAtNanos = System.nanoTime();
        }
        polled.forEach(batch::add);
    }

    private boolean isDue() {
        long bytes = batch.stream()
                .mapToLong(it -> Math.max(0, it.serializedValueSize()))
                .sum();
        return gathering.isDue(batch.size(), bytes, System.nanoTime() - firstAtNanos);
    }

    private void handOver(KafkaConsumer<String, byte[]> consumer) {
        while (!batch.isEmpty()) {
            try {
                handSome(consumer);
                if (batch.isEmpty()) {
                    consumer.resume(consumer.paused());
                } else if (stopped()) {
                    return;
                } else {
                    progress.reached(remaining(consumer));
                    stay(consumer, Duration.ZERO);
                }
            } catch (RebalanceInProgressException e) {
                // Taken, but not committed: who owns the partition next takes it again.
                batch.clear();
            } catch (StoreUnavailable e) {
                progress.failed();
                if (stopped()) {
                    return;
                }
                if (!waiting) {
                    // Once per outage: the metric and the freshness of answers say the rest.
                    LOG.warn("feed keeps its position topic={} reason={}", topic, e.getMessage());
                    waiting = true;
                }
                stay(consumer, BACKOFF);
            }
        }
    }

    private void handSome(KafkaConsumer<String, byte[]> consumer) {
        long begin = System.nanoTime();
        int taken = sink.takeSome(List.copyOf(batch));
        gathering.wrote(System.nanoTime() - begin);
        waiting = false;
        if (taken > 0) {
            unsettled = true;
            var done = batch.subList(0, taken);
            var positions = positionsBehind(done);
            consumer.commitSync(positions);
            positions.forEach((partition, position) -> committed.put(partition, position.offset()));
            done.clear();
        }
    }

    /** Polling while paused keeps the membership of the group; it is also the wait before the next try. */
    private void stay(KafkaConsumer<String, byte[]> consumer, Duration wait) {
        consumer.pause(consumer.assignment());
        collect(consumer, wait);
    }

    /**
     * Behind the last record of a transaction is its marker, which nobody is handed. Who waits until the feed has passed a
     * topic's end waits for that as well.
     */
    private void commitPassed(KafkaConsumer<String, byte[]> consumer) {
        if (!batch.isEmpty()) {
            return;
        }
        var moved = new HashMap<TopicPartition, OffsetAndMetadata>();
        for (var partition : consumer.assignment()) {
            long position = consumer.position(partition);
            if (position > committed.getOrDefault(partition, 0L)) {
                moved.put(partition, new OffsetAndMetadata(position));
            }
        }
        if (!moved.isEmpty()) {
            commit(consumer, moved);
        }
    }

    private void commit(KafkaConsumer<String, byte[]> consumer, Map<TopicPartition, OffsetAndMetadata> positions) {
        try {
            consumer.commitSync(positions);
            positions.forEach((partition, position) -> committed.put(partition, position.offset()));
        } catch (RebalanceInProgressException e) {
            // Nothing is lost by it: the next look commits what is still ours.
            LOG.debug("feed commits again topic={}", topic);
        }
    }

    private static Map<TopicPartition, OffsetAndMetadata> positionsBehind(
            List<ConsumerRecord<String, byte[]>> records) {
        var positions = new HashMap<TopicPartition, OffsetAndMetadata>();
        for (var record : records) {
            positions.put(
                    new TopicPartition(record.topic(), record.partition()), new OffsetAndMetadata(record.offset() + 1));
        }
        return positions;
    }

    /**
     * Nothing is said to be passed before it can be found. The broker is asked for the topic's end: the lag that a consumer
     * knows is as old as its last fetch, and a slow store keeps it from fetching.
     */
    private void report(KafkaConsumer<String, byte[]> consumer) {
        long remaining = remaining(consumer);
        boolean seemsDone = remaining == 0 && unsettled && maySettle();
        if (ends == null && (seemsDone || System.nanoTime() - endsAskedAtNanos >= LOOK_FOR_END_EVERY)) {
            ends = ends(consumer);
        }
        var end = ends;
        if (end != null && batch.isEmpty() && hasPassed(consumer, end)) {
            if (unsettled && maySettle()) {
                settle();
            }
            if (!unsettled) {
                progress.passed(end.at);
                ends = null;
            }
        }
        progress.reached(unsettled ? Math.max(1, remaining) : remaining);
    }

    private @Nullable Ends ends(KafkaConsumer<String, byte[]> consumer) {
        endsAskedAtNanos = System.nanoTime();
        var at = progress.now();
        try {
            return new Ends(at, consumer.endOffsets(consumer.assignment(), END_WITHIN));
        } catch (TimeoutException e) {
            LOG.debug("the topic's end is not known now", e);
            return null;
        }
    }

    private static boolean hasPassed(KafkaConsumer<String, byte[]> consumer, Ends ends) {
        return ends.offsets.keySet().containsAll(consumer.assignment())
                && consumer.assignment().stream()
                        .allMatch(it -> consumer.position(it) >= ends.offsets.getOrDefault(it, Long.MAX_VALUE));
    }

    /** Beside steady traffic a feed catches up several times a second, and its store would do little else. */
    private boolean maySettle() {
        return System.nanoTime() - settledAtNanos >= mayNotSettleForNanos;
    }

    private void settle() {
        long begin = System.nanoTime();
        sink.settle();
        settledAtNanos = System.nanoTime();
        mayNotSettleForNanos =
                Math.clamp((SHARE_OF_TIME - 1) * (settledAtNanos - begin), SETTLED_FOR, SETTLED_FOR_AT_MOST);
        unsettled = false;
    }

    private void lookForTarget(String group) {
        if (batch.isEmpty()
                && System.nanoTime() - lookedAtNanos >= batching.look().toNanos()) {
            lookedAtNanos = System.nanoTime();
            if (!sink.isOpen(group)) {
                throw new TargetLost("it was removed");
            }
        }
    }

    private long remaining(KafkaConsumer<String, byte[]> consumer) {
        long remaining = batch.size();
        var partitions = consumer.assignment();
        for (var partition : partitions) {
            // Unknown before the first fetch: at least one, so that nobody takes it for zero.
            remaining += consumer.currentLag(partition).orElse(1);
        }
        return partitions.isEmpty() ? -1 : remaining;
    }

    private ConsumerRebalanceListener forgettingWhatMoves() {
        return new ConsumerRebalanceListener() {
            @Override
            public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
                batch.clear();
                ends = null;
            }

            @Override
            public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
                LOG.info("feed reads topic={} partitions={}", topic, partitions.size());
            }
        };
    }

    private boolean stopped() {
        return stopping.getCount() == 0;
    }

    private void pause() {
        try {
            stopping.await(BACKOFF.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopping.countDown();
        }
    }
}
