package io.tributary.identity.adapter.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * Lets the bulk lane run only while the live lane is current. It asks for the lag of the whole group, because another
 * instance's live partitions matter as much as this one's; while it cannot tell, the bulk lane rests.
 */
public final class LaneGate implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LaneGate.class);

    private final Map<String, Object> adminSettings;
    private final int partitions;
    private final long maxLiveLag;
    private final Map<Lane, AtomicLong> lags = new EnumMap<>(Lane.class);
    private final ScheduledExecutorService clockwork = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("lane-gate").factory());

    private volatile @Nullable Admin admin;
    private volatile @Nullable ScheduledFuture<?> looking;

    public LaneGate(Map<String, Object> adminSettings, int partitions, long maxLiveLag, MeterRegistry metrics) {
        this.adminSettings = Map.copyOf(adminSettings);
        this.partitions = partitions;
        this.maxLiveLag = maxLiveLag;
        for (var lane : Lane.values()) {
            var lag = metrics.gauge("cdp.lane.lag", Tags.of("lane", lane.label()), new AtomicLong());
            lags.put(lane, lag == null ? new AtomicLong() : lag);
        }
    }

    /** The container is to be started paused. */
    public void start(MessageListenerContainer bulk) {
        var client = Admin.create(adminSettings);
        admin = client;
        looking = clockwork.scheduleWithFixedDelay(() -> look(client, bulk), 0, 1, TimeUnit.SECONDS);
    }

    private void look(Admin admin, MessageListenerContainer bulk) {
        try {
            for (var lane : Lane.values()) {
                gauge(lane).set(lag(admin, lane));
            }
            boolean current = gauge(Lane.LIVE).get() <= maxLiveLag;
            if (current && bulk.isPauseRequested()) {
                bulk.resume();
            } else if (!current && !bulk.isPauseRequested()) {
                bulk.pause();
            }
        } catch (ExecutionException e) {
            bulk.pause();
            LOG.debug("the lanes' lag is not known now", e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.warn("the lane gate stumbled and goes on", e);
        }
    }

    private AtomicLong gauge(Lane lane) {
        return lags.computeIfAbsent(lane, _ -> new AtomicLong());
    }

    private long lag(Admin admin, Lane lane) throws ExecutionException, InterruptedException {
        var topicPartitions = IntStream.range(0, partitions)
                .mapToObj(it -> new TopicPartition(lane.topic().wireName(), it))
                .toList();
        var committed = admin.listConsumerGroupOffsets(lane.group())
                .partitionsToOffsetAndMetadata()
                .get();
        var ends = offsets(admin, topicPartitions, OffsetSpec.latest());
        var never = new ArrayList<TopicPartition>();
        long lag = 0;
        for (var partition : topicPartitions) {
            var done = committed.get(partition);
            if (done == null) {
                never.add(partition);
            } else {
                lag += Math.max(0, ends.getOrDefault(partition, 0L) - done.offset());
            }
        }
        var starts = offsets(admin, never, OffsetSpec.earliest());
        for (var partition : never) {
            lag += ends.getOrDefault(partition, 0L) - starts.getOrDefault(partition, 0L);
        }
        return lag;
    }

    private static Map<TopicPartition, Long> offsets(Admin admin, List<TopicPartition> partitions, OffsetSpec which)
            throws ExecutionException, InterruptedException {
        if (partitions.isEmpty()) {
            return Map.of();
        }
        return admin
                .listOffsets(partitions.stream().collect(Collectors.toMap(it -> it, _ -> which)))
                .all()
                .get()
                .entrySet()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, it -> it.getValue().offset()));
    }

    @Override
    public void close() {
        var task = looking;
        if (task != null) {
            task.cancel(true);
        }
        clockwork.shutdownNow();
        var client = admin;
        if (client != null) {
            client.close(Duration.ofSeconds(2));
        }
    }
}
