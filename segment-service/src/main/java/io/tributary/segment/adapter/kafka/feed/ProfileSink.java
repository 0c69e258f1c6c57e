package io.tributary.segment.adapter.kafka.feed;

import io.tributary.contracts.topic.RecordKey;
import io.tributary.segment.freshness.FeedCounts;
import io.tributary.segment.profile.ProfileDocuments;
import io.tributary.segment.profile.ProfileDocuments.Change;
import io.tributary.segment.store.DeadLetters;
import io.tributary.segment.store.DeadLetters.DeadLetter;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Profile states from the profile store's changelog into the profile index: the newest of each profile in a batch. */
public final class ProfileSink implements BatchSink {

    private static final String GROUP = "cdp-segment-profiles-";

    private final ProfileDocuments documents;
    private final DeadLetters deadLetters;
    private final FeedCounts counts;

    public ProfileSink(ProfileDocuments documents, DeadLetters deadLetters, FeedCounts counts) {
        this.documents = documents;
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
        Map<String, ConsumerRecord<String, byte[]>> newest = new LinkedHashMap<>();
        batch.forEach(it -> newest.put(it.key(), it));
        var rejected = documents.write(newest.values().stream()
                .map(it -> change(RecordKey.parse(it.key()), it))
                .toList());
        for (var change : rejected) {
            var record = newest.get(new RecordKey(change.tenant(), change.profileId()).text());
            if (record != null) {
                deadLetters.note(new DeadLetter(record.topic(), record.partition(), record.offset(), "unindexable"));
            }
        }
        counts.superseded(batch.size() - newest.size());
        counts.died(rejected.size());
        counts.wrote(newest.size() - rejected.size());
    }

    @Override
    public void settle() {
        documents.refresh();
    }

    private static Change change(RecordKey key, ConsumerRecord<String, byte[]> record) {
        return new Change(key.tenant(), key.own(), record.value() == null ? null : ByteBuffer.wrap(record.value()));
    }
}
