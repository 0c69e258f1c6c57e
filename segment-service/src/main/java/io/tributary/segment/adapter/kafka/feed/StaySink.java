package io.tributary.segment.adapter.kafka.feed;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tributary.contracts.topic.RecordKey;
import io.tributary.contracts.v1.Membership;
import io.tributary.segment.freshness.FeedCounts;
import io.tributary.segment.stay.Bound;
import io.tributary.segment.stay.KeepStays;
import io.tributary.segment.stay.StayDocuments;
import io.tributary.segment.stay.StayKey;
import io.tributary.segment.stay.Told;
import io.tributary.segment.store.DeadLetters;
import io.tributary.segment.store.DeadLetters.DeadLetter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Memberships as they were told into the index of stays. */
public final class StaySink implements BatchSink {

    private static final String GROUP = "cdp-segment-stays-";

    private final StayDocuments documents;
    private final KeepStays keepStays;
    private final DeadLetters deadLetters;
    private final FeedCounts counts;

    public StaySink(StayDocuments documents, DeadLetters deadLetters, FeedCounts counts) {
        this.documents = documents;
        this.keepStays = new KeepStays(documents);
        this.deadLetters = deadLetters;
        this.counts = counts;
    }

    @Override
    public String open() {
        return GROUP + documents.open();
    }

    @Override
    public boolean isOpen(String group) {
        return group.equals(open());
    }

    @Override
    public void take(List<ConsumerRecord<String, byte[]>> batch) {
        var told = new ArrayList<Told>(batch.size());
        for (var record : batch) {
            var read = read(record);
            if (read == null) {
                bury(record, "unreadable");
            } else {
                told.add(read);
            }
        }
        var kept = keepStays.take(told);
        kept.rejected().forEach(it -> bury(recordOf(it.key(), batch), "unindexable"));
        long changed = kept.changed() - kept.rejected().size();
        counts.wrote(changed);
        counts.superseded(told.size() - kept.changed());
    }

    @Override
    public void settle() {
        documents.refresh();
    }

    private void bury(ConsumerRecord<String, byte[]> record, String reason) {
        deadLetters.note(new DeadLetter(record.topic(), record.partition(), record.offset(), reason));
        counts.died(1);
    }

    private static ConsumerRecord<String, byte[]> recordOf(StayKey key, List<ConsumerRecord<String, byte[]>> batch) {
        var text = RecordKey.ofMembership(key.tenant(), key.profileId(), key.segment())
                .text();
        return batch.stream().filter(it -> text.equals(it.key())).findFirst().orElseGet(batch::getFirst);
    }

    /** Null when it is no membership, or not of whom its key names. */
    private static @Nullable Told read(ConsumerRecord<String, byte[]> record) {
        try {
            var key = key(RecordKey.parse(record.key()));
            if (record.value() == null) {
                return new Told.Forgotten(key);
            }
            var membership = Membership.parseFrom(record.value());
            return isOf(key, membership) ? standing(key, membership) : null;
        } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
            return null;
        }
    }

    private static StayKey key(RecordKey key) {
        int slash = key.own().indexOf('/');
        if (slash <= 0) {
            throw new IllegalArgumentException("the key of a membership names profile and segment");
        }
        return new StayKey(
                key.tenant(), key.own().substring(0, slash), key.own().substring(slash + 1));
    }

    private static boolean isOf(StayKey key, Membership membership) {
        return key.equals(new StayKey(membership.getTenant(), membership.getProfileId(), membership.getSegmentKey()));
    }

    private static Told standing(StayKey key, Membership membership) {
        long decidedAt = membership.getDecidedAt() == 0 ? membership.getSince() : membership.getDecidedAt();
        var bound = new Bound(
                membership.getSince(),
                decidedAt,
                membership.getSegmentVersion(),
                membership.getCause().name().toLowerCase(Locale.ROOT),
                membership.getCauseId());
        return new Told.Standing(key, membership.getMember(), bound, membership.getStateVersion());
    }
}
