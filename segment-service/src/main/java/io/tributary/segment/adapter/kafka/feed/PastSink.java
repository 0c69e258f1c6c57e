package io.tributary.segment.adapter.kafka.feed;

import io.tributary.segment.freshness.PastCounts;
import io.tributary.segment.history.EventDocuments;
import io.tributary.segment.history.PastEvents;
import io.tributary.segment.rebuild.ReadPast;
import io.tributary.segment.rebuild.WantedPast;
import io.tributary.segment.store.BrokerUnavailable;
import io.tributary.segment.store.DeadLetters;
import io.tributary.segment.store.DeadLetters.DeadLetter;
import io.tributary.segment.store.StoreUnavailable;
import io.tributary.segment.store.TargetLost;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers profiles that want their past, one after the other, and moves messages that went where a split sent them. It
 * first waits until the event index has everything that was resolved before the command was read, which is everything that
 * can have reached the profile before. A long past is read in turns, and goes on where the last turn ended.
 */
public final class PastSink implements SteppedSink {

    private static final Logger LOG = LoggerFactory.getLogger(PastSink.class);
    /** Who has passed a command here has done what it asked of the event index. */
    public static final String GROUP = "cdp-segment-pasts";

    private static final Duration LOOK_EVERY = Duration.ofMillis(50);
    /** Then the feed polls, to stay in its group, and comes back. */
    private static final Duration TURN = Duration.ofSeconds(1);

    private final EventDocuments documents;
    private final EventSink indexed;
    private final PastCounts counts;
    private final DeadLetters deadLetters;
    private final IndexReach reach;
    private final CommandPasts pasts;
    private final ReadPast reading;
    private @Nullable Goal goal;
    private @Nullable Begun begun;
    private boolean unsettled;

    /** What has to be found before a command can be answered. */
    private record Goal(Place place, Map<TopicPartition, Long> ends) {}

    /** A past that is being read. */
    private record Begun(Place place, ReadPast.Reading reading) {}

    private record Place(TopicPartition partition, long offset) {
        static Place of(ConsumerRecord<String, byte[]> record) {
            return new Place(new TopicPartition(record.topic(), record.partition()), record.offset());
        }
    }

    /** Where wishes are answered from. */
    public record Sources(EventDocuments documents, PastEvents events, EventSink indexed) {}

    public PastSink(KafkaClients clients, int partitions, Sources sources, PastCounts counts, DeadLetters deadLetters) {
        this.documents = sources.documents();
        this.indexed = sources.indexed();
        this.counts = counts;
        this.deadLetters = deadLetters;
        this.reach = new IndexReach(clients, partitions);
        this.pasts = new CommandPasts(clients);
        this.reading = new ReadPast(sources.events(), documents, pasts);
    }

    @Override
    public String open() {
        return GROUP;
    }

    /** Everything up to the first wish, or one wish. */
    @Override
    public int takeSome(List<ConsumerRecord<String, byte[]>> batch) {
        try {
            return IndexOrder.read(batch.getFirst()) instanceof IndexOrder.Past(var wanted)
                    ? answer(wanted, batch.getFirst())
                    : takeUntilWish(batch);
        } catch (BrokerUnavailable e) {
            // The same to the feed: the batch comes again.
            throw new StoreUnavailable("pasts wait for the broker", e);
        }
    }

    private int takeUntilWish(List<ConsumerRecord<String, byte[]>> batch) {
        var moved = new ArrayList<IndexOrder.Moved>();
        var unreadable = new ArrayList<ConsumerRecord<String, byte[]>>();
        int taken = 0;
        for (; taken < batch.size(); taken++) {
            var order = IndexOrder.read(batch.get(taken));
            if (order instanceof IndexOrder.Past) {
                break;
            } else if (order instanceof IndexOrder.Moved it) {
                moved.add(it);
            } else if (order instanceof IndexOrder.Unreadable) {
                unreadable.add(batch.get(taken));
            }
        }
        if (!moved.isEmpty() && !indexHas(batch.getFirst())) {
            return 0;
        }
        moved.stream()
                .collect(Collectors.groupingBy(IndexOrder.Moved::whose, LinkedHashMap::new, Collectors.toList()))
                .forEach(this::move);
        unreadable.forEach(it -> bury(it, "unreadable"));
        return taken;
    }

    private void move(IndexOrder.Whose whose, List<IndexOrder.Moved> moved) {
        var messages = moved.stream().flatMap(it -> it.messageIds().stream()).toList();
        if (whose.erased()) {
            documents.forget(whose.tenant(), messages);
        } else {
            documents.reassign(whose.tenant(), messages, whose.profileId());
        }
        counts.reassigned(messages.size());
        unsettled = true;
    }

    private int answer(WantedPast wanted, ConsumerRecord<String, byte[]> record) {
        if (!indexHas(record)) {
            return 0;
        }
        try {
            return readOn(wanted, Place.of(record)) ? 0 : 1;
        } catch (StoreUnavailable | BrokerUnavailable | TargetLost e) {
            throw e;
        } catch (RuntimeException e) {
            // One past must not keep everybody's waiting; the profile asks again, and its waiting is a figure.
            LOG.error("a past cannot be sent partition={} offset={}", record.partition(), record.offset(), e);
            bury(record, "unanswerable");
            begun = null;
            return 1;
        }
    }

    /** Reads for a turn; returns whether the past goes on. */
    private boolean readOn(WantedPast wanted, Place place) {
        var known = begun;
        if (known == null || !known.place().equals(place)) {
            documents.refresh();
            known = new Begun(place, reading.of(wanted));
            begun = known;
        }
        long until = System.nanoTime() + TURN.toNanos();
        boolean more;
        do {
            var page = known.reading().next();
            counts.sent(page.sent(), page.unidentified());
            more = page.more();
        } while (more && System.nanoTime() - until < 0);
        begun = more ? known : null;
        unsettled = true;
        return more;
    }

    /** What was moved can be found by its new owner. */
    @Override
    public void settle() {
        if (unsettled) {
            documents.refresh();
            unsettled = false;
        }
    }

    @Override
    public void close() {
        pasts.close();
        reach.close();
    }

    private void bury(ConsumerRecord<String, byte[]> record, String reason) {
        deadLetters.note(new DeadLetter(record.topic(), record.partition(), record.offset(), reason));
        counts.buried();
    }

    private boolean indexHas(ConsumerRecord<String, byte[]> first) {
        var ends = goalOf(Place.of(first)).ends();
        var group = indexed.open();
        long until = System.nanoTime() + TURN.toNanos();
        while (!reach.hasPassed(ends, group)) {
            if (System.nanoTime() - until > 0 || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
        return true;
    }

    private Goal goalOf(Place place) {
        var known = goal;
        if (known == null || !known.place().equals(place)) {
            known = new Goal(place, reach.ends());
            goal = known;
        }
        return known;
    }
}
