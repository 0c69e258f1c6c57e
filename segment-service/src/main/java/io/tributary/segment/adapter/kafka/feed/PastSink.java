package io.tributary.segment.adapter.kafka.feed;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.tributary.contracts.topic.RecordKey;
import io.tributary.contracts.v1.IdentifierDigest;
import io.tributary.contracts.v1.ProfileCommand;
import io.tributary.contracts.v1.SplitApart;
import io.tributary.segment.freshness.FeedCounts;
import io.tributary.segment.history.EventDocuments;
import io.tributary.segment.history.PastEvents;
import io.tributary.segment.rebuild.ReadPast;
import io.tributary.segment.rebuild.WantedPast;
import io.tributary.segment.redirect.SplitParts;
import io.tributary.segment.store.BrokerUnavailable;
import io.tributary.segment.store.StoreUnavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Answers profiles that want their past. It first waits until the event index has everything that was resolved before
 * the wish was read, which is everything that can have reached the profile before it was split.
 */
public final class PastSink implements BatchSink {

    private static final String GROUP = "cdp-segment-pasts";
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);
    /** Then the feed polls once, to stay in its group, and comes back. */
    private static final Duration WAIT = Duration.ofSeconds(5);

    private final EventDocuments documents;
    private final EventSink indexed;
    private final FeedCounts counts;
    private final IndexReach reach;
    private final CommandPasts pasts;
    private final ReadPast reading;
    private @Nullable Goal goal;

    /** What has to be found before a batch can be answered, told from other batches by its first wish. */
    private record Goal(TopicPartition partition, long offset, Map<TopicPartition, Long> ends) {}

    /** Where wishes are answered from. */
    public record Sources(EventDocuments documents, PastEvents events, EventSink indexed) {}

    public PastSink(KafkaClients clients, int partitions, Sources sources, FeedCounts counts) {
        this.documents = sources.documents();
        this.indexed = sources.indexed();
        this.counts = counts;
        this.reach = new IndexReach(clients, partitions);
        this.pasts = new CommandPasts(clients);
        this.reading = new ReadPast(sources.events(), documents, pasts);
    }

    @Override
    public String open() {
        return GROUP;
    }

    @Override
    public boolean isOpen(String group) {
        return true;
    }

    @Override
    public void take(List<ConsumerRecord<String, byte[]>> batch) {
        var wishes = new ArrayList<WantedPast>();
        @Nullable ConsumerRecord<String, byte[]> first = null;
        for (var record : batch) {
            var wish = read(record);
            if (wish.isPresent()) {
                wishes.add(wish.get());
                first = first == null ? record : first;
            }
        }
        if (first != null) {
            answer(wishes, first);
        }
    }

    private void answer(List<WantedPast> wishes, ConsumerRecord<String, byte[]> first) {
        try {
            await(first);
            documents.refresh();
            wishes.forEach(it -> counts.wrote(reading.read(it)));
        } catch (BrokerUnavailable e) {
            // The same to the feed: the batch comes again.
            throw new StoreUnavailable("pasts wait for the broker", e);
        }
        goal = null;
    }

    @Override
    public void settle() {}

    @Override
    public void close() {
        pasts.close();
        reach.close();
    }

    private void await(ConsumerRecord<String, byte[]> first) {
        var ends = goalOf(first).ends();
        var group = indexed.open();
        long until = System.nanoTime() + WAIT.toNanos();
        while (!reach.hasPassed(ends, group)) {
            if (System.nanoTime() - until > 0 || Thread.currentThread().isInterrupted()) {
                throw new StoreUnavailable("pasts wait for the event index");
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
    }

    private Goal goalOf(ConsumerRecord<String, byte[]> first) {
        var place = new TopicPartition(first.topic(), first.partition());
        var known = goal;
        if (known == null || !known.partition().equals(place) || known.offset() != first.offset()) {
            known = new Goal(place, first.offset(), reach.ends());
            goal = known;
        }
        return known;
    }

    /** Nothing for any other command. The topology reports what nobody can read. */
    private static Optional<WantedPast> read(ConsumerRecord<String, byte[]> record) {
        try {
            var rebuild = ProfileCommand.parseFrom(record.value()).getRebuild();
            var key = RecordKey.parse(record.key());
            return rebuild.hasWanted()
                    ? Optional.of(new WantedPast(
                            key.tenant(), key.own(), rebuild.getGraphNumber(), parts(rebuild.getWanted())))
                    : Optional.empty();
        } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static SplitParts parts(SplitApart split) {
        var partByDigest = new HashMap<String, String>();
        split.getPartsList().forEach(it -> partByDigest.put(digest(it.getIdentifier()), it.getProfileId()));
        var leadsTo = new HashMap<String, String>();
        split.getFormerList().forEach(it -> leadsTo.put(it.getProfileId(), it.getLeadsTo()));
        return new SplitParts(split.getFrom(), partByDigest, leadsTo);
    }

    private static String digest(IdentifierDigest identifier) {
        ByteString digest = identifier.getDigest();
        return HexFormat.of().formatHex(digest.toByteArray());
    }
}
