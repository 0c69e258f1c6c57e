package io.tributary.segment.adapter.kafka.audit;

import io.tributary.segment.adapter.kafka.feed.KafkaClients;
import io.tributary.segment.store.StoreUnavailable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/**
 * Waits until the feed of the profile index, on whichever instance it runs, has written all that a partition of the profile
 * store's changelog holds. Ends of transactions are no records: what counts is whether one lies behind the feed's position.
 */
public final class PassedChangelog implements IntConsumer {

    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration ASKING = Duration.ofSeconds(5);
    private static final int RECORDS = 1;

    private final KafkaClients clients;
    private final String changelog;
    private final Supplier<String> group;
    private final Duration patience;

    /**
     * Asks over these clients.
     *
     * @param group names the feed of the index that is there now
     * @param patience how long one call waits
     */
    public PassedChangelog(KafkaClients clients, String changelog, Supplier<String> group, Duration patience) {
        this.clients = clients;
        this.changelog = changelog;
        this.group = group;
        this.patience = patience;
    }

    /** Returns when the feed has passed; fails with {@code StoreUnavailable} when it does not in time. */
    @Override
    public void accept(int partition) {
        var asked = new TopicPartition(changelog, partition);
        try (var admin = clients.admin();
                var consumer = clients.groupless(RECORDS)) {
            consumer.assign(List.of(asked));
            await(admin, consumer, asked, System.nanoTime() + patience.toNanos());
        } catch (KafkaException e) {
            throw new StoreUnavailable("the reach of the profile index cannot be read", e);
        }
    }

    private void await(Admin admin, KafkaConsumer<String, byte[]> consumer, TopicPartition asked, long until) {
        // What is not committed yet counts: whoever read the store may have seen it there.
        var latest = admin.listOffsets(Map.of(asked, OffsetSpec.latest())).partitionResult(asked);
        long end = answer(latest).offset();
        while (!hasPassed(admin, consumer, asked, end, until)) {
            if (System.nanoTime() - until > 0 || Thread.currentThread().isInterrupted()) {
                throw new StoreUnavailable("the profile index is behind");
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private boolean hasPassed(
            Admin admin, KafkaConsumer<String, byte[]> consumer, TopicPartition asked, long end, long until) {
        long position = position(admin, asked);
        if (position < 0) {
            consumer.seekToBeginning(List.of(asked));
        } else {
            consumer.seek(asked, position);
        }
        while (consumer.position(asked) < end) {
            var records = consumer.poll(POLL);
            if (!records.isEmpty() && records.iterator().next().offset() < end) {
                return false;
            }
            if (System.nanoTime() - until > 0) {
                return false;
            }
        }
        return true;
    }

    /** Where the feed is; -1 when it never committed. */
    private long position(Admin admin, TopicPartition asked) {
        var committed = answer(admin.listConsumerGroupOffsets(group.get()).partitionsToOffsetAndMetadata())
                .get(asked);
        return committed == null ? -1 : committed.offset();
    }

    private static <T> T answer(KafkaFuture<T> asked) {
        try {
            return asked.get(ASKING.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new StoreUnavailable("the reach of the profile index cannot be read", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailable("stopped while reading the reach of the profile index", e);
        }
    }
}
