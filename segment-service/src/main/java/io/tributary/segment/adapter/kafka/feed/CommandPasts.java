package io.tributary.segment.adapter.kafka.feed;

import com.google.protobuf.ByteString;
import io.tributary.contracts.topic.RecordKey;
import io.tributary.contracts.topic.Topic;
import io.tributary.contracts.v1.AcceptedEvent;
import io.tributary.contracts.v1.CallType;
import io.tributary.contracts.v1.EventTimes;
import io.tributary.contracts.v1.IdentifierDigest;
import io.tributary.contracts.v1.ProfileCommand;
import io.tributary.contracts.v1.Rebuild;
import io.tributary.contracts.v1.ResolvedEvent;
import io.tributary.segment.history.HistoryEvent;
import io.tributary.segment.rebuild.Pasts;
import io.tributary.segment.rebuild.WantedPast;
import io.tributary.segment.store.BrokerUnavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;

/** Pasts as commands to the profile, each well below the broker's limit of a record. */
final class CommandPasts implements Pasts, AutoCloseable {

    private static final int MAX_BYTES = 256 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final KafkaClients clients;
    private @Nullable Producer<String, byte[]> producer;

    CommandPasts(KafkaClients clients) {
        this.clients = clients;
    }

    @Override
    public void send(WantedPast to, List<HistoryEvent> events) {
        var sent = new ArrayList<Future<?>>();
        var command = rebuild(to);
        int bytes = 0;
        for (var event : events) {
            var resolved = resolved(to, event);
            if (bytes > 0 && bytes + resolved.getSerializedSize() > MAX_BYTES) {
                sent.add(send(to, command));
                command = rebuild(to);
                bytes = 0;
            }
            command.addEvents(resolved);
            bytes += resolved.getSerializedSize();
        }
        sent.add(send(to, command));
        sent.forEach(CommandPasts::await);
    }

    @Override
    public void complete(WantedPast to) {
        await(send(to, rebuild(to).setComplete(true).addAllAbsorbed(to.absorbed())));
    }

    @Override
    public void close() {
        var made = producer;
        if (made != null) {
            made.close(PATIENCE);
        }
    }

    private static Rebuild.Builder rebuild(WantedPast to) {
        return Rebuild.newBuilder().setGraphNumber(to.graphNumber());
    }

    private Future<?> send(WantedPast to, Rebuild.Builder rebuild) {
        var command = ProfileCommand.newBuilder()
                .setTenant(to.tenant())
                .setProfileId(to.part())
                .setRebuild(rebuild)
                .build();
        var key = new RecordKey(to.tenant(), to.part()).text();
        try {
            return producing()
                    .send(new ProducerRecord<>(Topic.PROFILE_COMMANDS.wireName(), key, command.toByteArray()));
        } catch (KafkaException e) {
            throw new BrokerUnavailable("the broker does not take commands", e);
        }
    }

    private Producer<String, byte[]> producing() {
        var made = producer;
        if (made == null) {
            made = clients.producer();
            producer = made;
        }
        return made;
    }

    private static void await(Future<?> sent) {
        try {
            sent.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RecordTooLargeException) {
                throw new IllegalStateException("an event of a past is larger than a record may be", e);
            }
            throw new BrokerUnavailable("the broker did not take a command", e);
        } catch (TimeoutException e) {
            throw new BrokerUnavailable("the broker did not take a command", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokerUnavailable("stopped while the broker took a command", e);
        }
    }

    private static ResolvedEvent resolved(WantedPast to, HistoryEvent event) {
        var resolved = ResolvedEvent.newBuilder()
                .setEvent(accepted(event))
                .setProfileId(to.part())
                .setGraphNumber(to.graphNumber());
        event.origin().identifiers().forEach(it -> resolved.addIdentifiers(identifier(it)));
        return resolved.build();
    }

    /** What a profile remembers of an event, and nothing else. */
    private static AcceptedEvent accepted(HistoryEvent event) {
        return AcceptedEvent.newBuilder()
                .setTenant(event.tenant())
                .setSourceId(event.source())
                .setMessageId(event.messageId())
                .setType(CallType.valueOf(event.type().toUpperCase(Locale.ROOT)))
                .setEvent(event.event())
                .setName(event.name())
                .setTimes(EventTimes.newBuilder()
                        .setTimestamp(event.times().timestamp())
                        .setReceivedAt(event.times().receivedAt()))
                .setSourceTrust(event.origin().trust())
                .setSourcePriority(event.origin().priority())
                .setProperties(ByteString.copyFromUtf8(event.bodies().properties()))
                .setTraits(ByteString.copyFromUtf8(event.bodies().traits()))
                .build();
    }

    private static IdentifierDigest identifier(String text) {
        int colon = text.lastIndexOf(':');
        return IdentifierDigest.newBuilder()
                .setNamespace(text.substring(0, Math.max(colon, 0)))
                .setDigest(ByteString.copyFrom(HexFormat.of().parseHex(text.substring(colon + 1))))
                .build();
    }
}
