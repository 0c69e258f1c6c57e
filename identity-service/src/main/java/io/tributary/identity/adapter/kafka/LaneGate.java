package io.tributary.identity.adapter.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.tributary.contracts.topic.ConsumerGroups;
import io.tributary.contracts.topic.Topic;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * Lets the bulk lane run only while live events do not wait: neither here, nor behind, where both lanes are one topic. It
 * asks for the lag of whole groups, because another instance's partitions matter as much as this one's; while it cannot
 * tell, the bulk lane rests.
 */
public final class LaneGate implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LaneGate.class);

    private static final long LOOK_MILLIS = 100;
    private static final int LOOKS_A_SECOND = 10;

    private final Map<String, Object> adminSettings;
    private final int partitions;
    private final Limits limits;
    private final ReadersLag behind;
    private final List<LongWait> longWaits;
    private final Map<Lane, AtomicLong> lags = new EnumMap<>(Lane.class);
    private final ScheduledExecutorService clockwork = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("lane-gate").factory());

    // Only the clockwork's thread counts.
    private int skipped;
    private volatile @Nullable Admin admin;
    private volatile @Nullable ScheduledFuture<?> looking;

    /**
     * When the bulk lane rests.
     *
     * @param liveLag more live events than this wait for identity
     * @param resolvedLag more resolved events than this wait for the slowest of those who read them
     * @param patience a live event has waited longer than this for identity, or a resolved one for the topology
     * @param readerAbsence how long those count who read them and left
     */
    public record Limits(long liveLag, long resolvedLag, Duration patience, Duration readerAbsence) {}

    public LaneGate(
            Map<String, Object> adminSettings,
            int partitions,
            Limits limits,
            InstantSource realClock,
            MeterRegistry metrics) {
        this.adminSettings = new HashMap<>(adminSettings);
        // What is not answered in time is not asked for any longer: the next look asks again.
        this.adminSettings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) AdminAnswers.WITHIN.toMillis());
        this.adminSettings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) AdminAnswers.WITHIN.toMillis());
        this.partitions = partitions;
        this.limits = limits;
        this.behind = new ReadersLag(Topic.RESOLVED_EVENTS, limits.readerAbsence(), realClock);
        this.longWaits = List.of(
                new LongWait(Topic.EVENTS, partitions, Lane.LIVE.group(), limits.patience(), realClock),
                new LongWait(Topic.RESOLVED_EVENTS, partitions, ConsumerGroups.TOPOLOGY, limits.patience(), realClock));
        metrics.gauge("cdp.lane.lag.behind", behind, ReadersLag::last);
        for (var lane : Lane.values()) {
            var lag = metrics.gauge("cdp.lane.lag", Tags.of("lane", lane.label()), new AtomicLong());
            lags.put(lane, lag == null ? new AtomicLong() : lag);
        }
    }

    /** The container is to be started paused. */
    public void start(MessageListenerContainer bulk) {
        var client = Admin.create(adminSettings);
        admin = client;
        looking = clockwork.scheduleWithFixedDelay(() -> look(client, bulk), 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** While the bulk lane is empty there is nothing to hold back: one look a second is enough for the metrics. */
    private void look(Admin admin, MessageListenerContainer bulk) {
        if (gauge(Lane.BULK).get() == 0 && ++skipped < LOOKS_A_SECOND) {
            return;
        }
        skipped = 0;
        try {
            for (var lane : Lane.values()) {
                gauge(lane).set(lag(admin, lane));
            }
            boolean current = gauge(Lane.LIVE).get() <= limits.liveLag()
                    && behind.look(admin) <= limits.resolvedLag()
                    && !waitsLong(admin);
            if (current && bulk.isPauseRequested()) {
                bulk.resume();
            } else if (!current && !bulk.isPauseRequested()) {
                bulk.pause();
            }
        } catch (ExecutionException | TimeoutException e) {
            bulk.pause();
            LOG.debug("the lanes' lag is not known now", e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            bulk.pause();
            LOG.warn("the lane gate stumbled and goes on", e);
        }
    }

    private boolean waitsLong(Admin admin) throws ExecutionException, InterruptedException, TimeoutException {
        for (var wait : longWaits) {
            if (wait.look(admin)) {
                return true;
            }
        }
        return false;
    }

    private AtomicLong gauge(Lane lane) {
        return lags.computeIfAbsent(lane, _ -> new AtomicLong());
    }

    private long lag(Admin admin, Lane lane) throws ExecutionException, InterruptedException, TimeoutException {
        var topicPartitions = IntStream.range(0, partitions)
                .mapToObj(it -> new TopicPartition(lane.topic().wireName(), it))
                .toList();
        var committed =
                AdminAnswers.of(admin.listConsumerGroupOffsets(lane.group()).partitionsToOffsetAndMetadata());
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
            throws ExecutionException, InterruptedException, TimeoutException {
        if (partitions.isEmpty()) {
            return Map.of();
        }
        var asked = partitions.stream().collect(Collectors.toMap(it -> it, _ -> which));
        return AdminAnswers.of(admin.listOffsets(asked).all()).entrySet().stream()
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
