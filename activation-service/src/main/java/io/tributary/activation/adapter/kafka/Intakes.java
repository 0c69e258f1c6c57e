package io.tributary.activation.adapter.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.activation.contact.ContactInbox;
import io.tributary.activation.fault.DeadLetters;
import io.tributary.activation.fault.StoreRefused;
import io.tributary.activation.membership.Segment;
import io.tributary.activation.membership.Standing;
import io.tributary.activation.membership.StandingInbox;
import io.tributary.activation.privacy.AnswerRequest;
import io.tributary.activation.privacy.PersonRequest;
import io.tributary.contracts.digest.KeyedDigest;
import io.tributary.contracts.seal.SealedValues;
import io.tributary.contracts.topic.RecordKey;
import io.tributary.contracts.v1.ContactRecord;
import io.tributary.contracts.v1.DataRequest;
import io.tributary.contracts.v1.Membership;
import io.tributary.contracts.v1.MembershipCause;
import io.tributary.contracts.v1.SegmentRecord;
import io.tributary.contracts.v1.SegmentStatus;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.kafka.listener.BatchMessageListener;

/** The three topics that this service lives on, each mapped to core types and handed to its inbox. */
public final class Intakes {

    private final DeadLetters deadLetters;
    private final MeterRegistry meters;
    private final Clock realClock;

    public Intakes(DeadLetters deadLetters, MeterRegistry meters, Clock realClock) {
        this.deadLetters = deadLetters;
        this.meters = meters;
        this.realClock = realClock;
    }

    private sealed interface Stated {
        record Now(Standing standing) implements Stated {}

        record Gone(StandingInbox.Gone gone) implements Stated {}
    }

    public BatchMessageListener<String, byte[]> memberships(StandingInbox inbox) {
        return new Intake<Stated>(
                (key, value, partition) -> value == null
                        ? new Stated.Gone(goneMembership(key))
                        : new Stated.Now(standing(key, Membership.parseFrom(value))),
                items -> {
                    var standings = new ArrayList<Standing>();
                    var gone = new ArrayList<StandingInbox.Gone>();
                    for (var item : items) {
                        switch (item) {
                            case Stated.Now now -> standings.add(now.standing());
                            case Stated.Gone it -> gone.add(it.gone());
                        }
                    }
                    inbox.apply(standings, gone, realClock.instant());
                },
                deadLetters,
                meters);
    }

    private static StandingInbox.Gone goneMembership(RecordKey key) {
        int slash = key.own().indexOf('/');
        if (slash <= 0) {
            throw new Unreadable("malformed-key");
        }
        return new StandingInbox.Gone(
                key.tenant(), key.own().substring(slash + 1), key.own().substring(0, slash));
    }

    private static Standing standing(RecordKey key, Membership wire) {
        if (!key.equals(RecordKey.ofMembership(wire.getTenant(), wire.getProfileId(), wire.getSegmentKey()))) {
            throw new Unreadable("key-differs-from-record");
        }
        boolean merged = wire.getCause() == MembershipCause.MERGED && !wire.getMember();
        return new Standing(
                wire.getTenant(),
                wire.getSegmentKey(),
                wire.getProfileId(),
                // A past entry that only a late event made known is history and not for destinations.
                wire.getMember() && !wire.getRetroactive(),
                Instant.ofEpochMilli(wire.getSince()),
                wire.getSegmentVersion(),
                wire.getStateVersion(),
                wire.getCause().name(),
                merged && !wire.getCauseId().isEmpty() ? Optional.of(wire.getCauseId()) : Optional.empty());
    }

    private sealed interface Told {
        record Arrived(ContactInbox.Arrived arrived) implements Told {}

        record Gone(ContactInbox.Gone gone) implements Told {}

        record Beat(int partition, long at) implements Told {}
    }

    public BatchMessageListener<String, byte[]> contacts(ContactInbox inbox, KeyedDigest digest) {
        return new Intake<Told>(
                (key, value, partition) -> value == null
                        ? new Told.Gone(new ContactInbox.Gone(key.tenant(), key.own()))
                        : told(key, ContactRecord.parseFrom(value), partition, digest),
                items -> {
                    var arrived = new ArrayList<ContactInbox.Arrived>();
                    var gone = new ArrayList<ContactInbox.Gone>();
                    var beats = new HashMap<Integer, Long>();
                    for (var item : items) {
                        switch (item) {
                            case Told.Arrived it -> arrived.add(it.arrived());
                            case Told.Gone it -> gone.add(it.gone());
                            case Told.Beat it -> beats.merge(it.partition(), it.at(), Math::max);
                        }
                    }
                    inbox.apply(latest(arrived, items), gone(gone, items), beats);
                },
                deadLetters,
                meters);
    }

    /** In a batch the last word about a profile counts, be it a contact or a tombstone. */
    private static List<ContactInbox.Arrived> latest(List<ContactInbox.Arrived> arrived, List<Told> items) {
        var last = lastWords(items);
        return arrived.stream()
                .filter(it ->
                        last.get(it.contact().tenant() + "/" + it.contact().profileId()) instanceof Told.Arrived)
                .toList();
    }

    private static List<ContactInbox.Gone> gone(List<ContactInbox.Gone> gone, List<Told> items) {
        var last = lastWords(items);
        return gone.stream()
                .filter(it -> last.get(it.tenant() + "/" + it.profileId()) instanceof Told.Gone)
                .toList();
    }

    private static Map<String, Told> lastWords(List<Told> items) {
        var last = new HashMap<String, Told>();
        for (var item : items) {
            switch (item) {
                case Told.Arrived it ->
                    last.put(
                            it.arrived().contact().tenant() + "/"
                                    + it.arrived().contact().profileId(),
                            it);
                case Told.Gone it ->
                    last.put(it.gone().tenant() + "/" + it.gone().profileId(), it);
                case Told.Beat _ -> {}
            }
        }
        return last;
    }

    private static Told told(RecordKey key, ContactRecord wire, int partition, KeyedDigest digest) {
        return switch (wire.getContentCase()) {
            case CONTACT -> {
                var contact = ContactWire.read(wire.getContact());
                if (!key.equals(new RecordKey(contact.tenant(), contact.profileId()))) {
                    throw new Unreadable("key-differs-from-record");
                }
                var own = digest.hex(contact.tenant(), "profile_id", contact.profileId());
                yield new Told.Arrived(new ContactInbox.Arrived(contact, partition, own));
            }
            case HEARTBEAT -> {
                if (!key.tenant().equals(RecordKey.PLATFORM)) {
                    throw new Unreadable("heartbeat-of-a-tenant");
                }
                yield new Told.Beat(partition, wire.getHeartbeat().getAt());
            }
            case CONTENT_NOT_SET -> throw new Unreadable("empty-record");
        };
    }

    public BatchMessageListener<String, byte[]> segments(StandingInbox inbox) {
        return new Intake<Segment>(
                (key, value, partition) -> value == null ? null : segment(key, SegmentRecord.parseFrom(value)),
                inbox::applySegments,
                deadLetters,
                meters);
    }

    /** One after the other, so that one that cannot be done is answered so and holds up nobody. */
    public BatchMessageListener<String, byte[]> requests(AnswerRequest answering, SealedValues sealed) {
        return new Intake<PersonRequest>(
                (key, value, partition) ->
                        value == null ? null : request(answering, key, DataRequest.parseFrom(value), sealed),
                items -> items.forEach(it -> answer(answering, it)),
                deadLetters,
                meters);
    }

    private static PersonRequest request(
            AnswerRequest answering, RecordKey key, DataRequest wire, SealedValues sealed) {
        try {
            return RequestWire.read(key, wire, sealed);
        } catch (Unreadable e) {
            answering.refuse(key.tenant(), key.own(), wire.getStage(), wire.getAttempt(), e.reason());
            throw e;
        }
    }

    private static void answer(AnswerRequest answering, PersonRequest request) {
        try {
            answering.answer(request);
        } catch (StoreRefused e) {
            answering.fail(request, "the store refused it");
        }
    }

    private static Segment segment(RecordKey key, SegmentRecord wire) {
        if (!key.equals(new RecordKey(wire.getTenant(), wire.getKey()))) {
            throw new Unreadable("key-differs-from-record");
        }
        return new Segment(
                wire.getTenant(),
                wire.getKey(),
                wire.getVersion(),
                wire.getStatus() == SegmentStatus.PUBLISHED,
                wire.getName());
    }
}
