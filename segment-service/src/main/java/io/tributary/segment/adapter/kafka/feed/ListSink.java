package io.tributary.segment.adapter.kafka.feed;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tributary.contracts.topic.RecordKey;
import io.tributary.contracts.v1.Contact;
import io.tributary.contracts.v1.ContactRecord;
import io.tributary.segment.list.ListedPeople;
import io.tributary.segment.list.ListedPeople.Known;
import io.tributary.segment.store.DeadLetters;
import io.tributary.segment.store.DeadLetters.DeadLetter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Contacts of tenants that have lists, into the store of lists: the newest of each profile in a batch. A tenant's first list
 * is another target, so the topic is read from its beginning once more.
 */
public final class ListSink implements BatchSink {

    private static final String GROUP = "cdp-segment-lists-";

    private final ListedPeople people;
    private final DeadLetters deadLetters;

    public ListSink(ListedPeople people, DeadLetters deadLetters) {
        this.people = people;
        this.deadLetters = deadLetters;
    }

    @Override
    public String open() {
        return group(people.newestTenant());
    }

    /** Who reads contacts for all tenants that had lists by then. */
    static String group(long newestTenant) {
        return GROUP + newestTenant;
    }

    @Override
    public boolean isOpen(String group) {
        return group.equals(group(people.newestTenant()));
    }

    @Override
    public void take(List<ConsumerRecord<String, byte[]>> batch) {
        Map<String, Known> newest = new LinkedHashMap<>();
        for (var record : batch) {
            try {
                take(record, newest);
            } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
                deadLetters.note(new DeadLetter(record.topic(), record.partition(), record.offset(), "unreadable"));
            }
        }
        people.take(List.copyOf(newest.values()));
    }

    private static void take(ConsumerRecord<String, byte[]> record, Map<String, Known> newest)
            throws InvalidProtocolBufferException {
        var key = RecordKey.parse(record.key());
        if (record.value() == null) {
            newest.put(record.key(), new Known(key.tenant(), key.own(), 0, null));
            return;
        }
        var content = ContactRecord.parseFrom(record.value());
        if (content.hasContact() && content.getContact().getTenant().equals(key.tenant())) {
            newest.merge(record.key(), known(key, content.getContact()), ListSink::later);
        }
    }

    /** An older contact that comes again behind a newer one is no news. */
    private static Known later(Known before, Known next) {
        return before.digests() != null && before.version() > next.version() ? before : next;
    }

    private static Known known(RecordKey key, Contact contact) {
        return new Known(
                key.tenant(),
                key.own(),
                contact.getVersion(),
                contact.getIdentifiersList().stream()
                        .map(it -> it.getDigest().toByteArray())
                        .filter(it -> it.length > 0)
                        .toList());
    }

    /** What was taken is visible at once. */
    @Override
    public void settle() {}
}
