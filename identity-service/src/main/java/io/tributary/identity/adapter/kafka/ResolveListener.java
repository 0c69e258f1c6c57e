package io.tributary.identity.adapter.kafka;

import com.google.protobuf.InvalidProtocolBufferException;
import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.contracts.topic.RecordKey;
import io.tributary.contracts.topic.Topic;
import io.tributary.contracts.v1.AcceptedEvent;
import io.tributary.contracts.v1.ResolvedEvent;
import io.tributary.identity.graph.Resolution;
import io.tributary.identity.graph.StoreUnavailable;
import io.tributary.identity.intake.BrokerUnavailable;
import io.tributary.identity.intake.DeadLetters;
import io.tributary.identity.intake.IncomingEvent;
import io.tributary.identity.intake.ResolveEvents;
import io.tributary.identity.trait.KeepTraits;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.BatchMessageListener;
import tools.jackson.core.JacksonException;

/**
 * One polled batch: read, resolve per tenant, write the resolved events, wait until the brokers have them. Only then does
 * the container commit the offsets, so whatever dies in between is done again and finds the graph as it left it.
 */
public final class ResolveListener implements BatchMessageListener<String, byte[]> {

    private static final Logger LOG = LoggerFactory.getLogger(ResolveListener.class);

    private final Lane lane;
    private final ResolveEvents resolveEvents;
    private final KeepTraits keepTraits;
    private final ProtobufAnnouncements encoder;
    private final KafkaSender sender;
    private final EventReader reader;
    private final Aside aside;
    private final MeterRegistry metrics;

    public ResolveListener(
            Lane lane,
            ResolveEvents resolveEvents,
            KeepTraits keepTraits,
            ProtobufAnnouncements encoder,
            KafkaSender sender,
            DeadLetters deadLetters,
            MeterRegistry metrics) {
        this.lane = lane;
        this.resolveEvents = resolveEvents;
        this.keepTraits = keepTraits;
        this.encoder = encoder;
        this.sender = sender;
        this.reader = new EventReader(metrics);
        this.aside = new Aside(deadLetters, metrics);
        this.metrics = metrics;
    }

    private record Received(ConsumerRecord<String, byte[]> record, AcceptedEvent event, IncomingEvent incoming) {}

    @Override
    public void onMessage(List<ConsumerRecord<String, byte[]>> records) {
        var byTenant = new LinkedHashMap<String, List<Received>>();
        for (var record : records) {
            var received = read(record);
            if (received != null) {
                byTenant.computeIfAbsent(received.event().getTenant(), _ -> new ArrayList<>())
                        .add(received);
            }
        }
        var resolved = new ArrayList<ProducerRecord<String, byte[]>>(records.size());
        var counts = new LinkedHashMap<String, Integer>();
        byTenant.forEach((tenant, events) -> {
            int before = resolved.size();
            resolve(tenant, events, resolved);
            counts.put(tenant, resolved.size() - before);
        });
        sender.sendAll(resolved);
        counts.forEach((tenant, count) -> metrics.counter("cdp.events.resolved", "tenant", tenant, "lane", lane.label())
                .increment(count));
    }

    private @Nullable Received read(ConsumerRecord<String, byte[]> record) {
        var tenant = tenantOf(record.key());
        try {
            var event = AcceptedEvent.parseFrom(record.value());
            if (tenant.isEmpty() || !tenant.equals(event.getTenant())) {
                aside.putAside(record, tenant, DeadLetters.Reason.TENANT_MISMATCH);
                return null;
            }
            return new Received(record, event, reader.read(event));
        } catch (InvalidProtocolBufferException | JacksonException e) {
            aside.putAside(record, tenant, DeadLetters.Reason.UNREADABLE);
            return null;
        }
    }

    private static String tenantOf(@Nullable String key) {
        return key == null || key.indexOf('/') <= 0 ? "" : RecordKey.parse(key).tenant();
    }

    /**
     * A batch that fails although store and broker answer holds an event that cannot be resolved: halves find it, so the
     * others go on and the partition does not stand still.
     */
    private void resolve(String tenant, List<Received> events, List<ProducerRecord<String, byte[]>> out) {
        ResolveEvents.ResolvedBatch batch;
        try {
            batch = resolveEvents.resolve(
                    tenant, events.stream().map(Received::incoming).toList());
            keepTraits.keep(tenant, said(events, batch));
        } catch (StoreUnavailable | BrokerUnavailable e) {
            throw e;
        } catch (RuntimeException e) {
            if (events.size() == 1) {
                LOG.error(
                        "message {} cannot be resolved",
                        events.getFirst().event().getMessageId(),
                        e);
                aside.putAside(events.getFirst().record(), tenant, DeadLetters.Reason.FAILED);
            } else {
                resolve(tenant, events.subList(0, events.size() / 2), out);
                resolve(tenant, events.subList(events.size() / 2, events.size()), out);
            }
            return;
        }
        for (int i = 0; i < events.size(); i++) {
            emit(events.get(i), batch.events().get(i), out);
        }
        count(tenant, batch);
    }

    /** What the events say about the people whom they turned out to be about. */
    private static List<KeepTraits.Said> said(List<Received> events, ResolveEvents.ResolvedBatch batch) {
        var said = new ArrayList<KeepTraits.Said>();
        for (int i = 0; i < events.size(); i++) {
            var incoming = events.get(i).incoming();
            var identifiers = batch.events().get(i).resolved().identifiers();
            if (!incoming.statements().isEmpty() && !identifiers.isEmpty()) {
                said.add(new KeepTraits.Said(identifiers.getFirst(), incoming.at(), incoming.statements()));
            }
        }
        return said;
    }

    private void emit(Received received, ResolveEvents.Numbered numbered, List<ProducerRecord<String, byte[]>> out) {
        var tenant = received.event().getTenant();
        var profile = numbered.resolved().profile();
        if (profile == null) {
            unresolved(received, numbered.resolved().resolution());
            return;
        }
        var event = ResolvedEvent.newBuilder()
                .setEvent(received.event())
                .setProfileId(profile.toString())
                .setGraphNumber(numbered.number())
                .setBulk(lane == Lane.BULK);
        numbered.resolved().identifiers().forEach(it -> event.addIdentifiers(encoder.digest(tenant, it)));
        out.add(new ProducerRecord<>(
                Topic.RESOLVED_EVENTS.wireName(),
                new RecordKey(tenant, received.event().getMessageId()).text(),
                event.build().toByteArray()));
    }

    /** What is about an erased person is kept nowhere, not even aside. */
    private void unresolved(Received received, Resolution resolution) {
        var tenant = received.event().getTenant();
        if (resolution instanceof Resolution.Erased) {
            metrics.counter("cdp.identity.events.erased", "tenant", tenant).increment();
        } else {
            aside.putAside(received.record(), tenant, DeadLetters.Reason.UNIDENTIFIED);
        }
    }

    private void count(String tenant, ResolveEvents.ResolvedBatch batch) {
        if (batch.merges() > 0) {
            metrics.counter("cdp.merges.applied", "tenant", tenant).increment(batch.merges());
        }
        if (batch.sharedDevices() > 0) {
            metrics.counter("cdp.devices.shared", "tenant", tenant).increment(batch.sharedDevices());
        }
        batch.guardHits()
                .forEach(it -> metrics.counter(
                                "cdp.guards.hit",
                                "tenant",
                                tenant,
                                "guard",
                                it.demotion().guard().label())
                        .increment());
        batch.refused()
                .forEach(it -> metrics.counter(
                                "cdp.identifiers.refused",
                                "tenant",
                                tenant,
                                "reason",
                                it.reason().name())
                        .increment());
    }
}
