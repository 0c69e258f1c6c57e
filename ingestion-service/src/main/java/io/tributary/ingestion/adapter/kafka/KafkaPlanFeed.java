package io.tributary.ingestion.adapter.kafka;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.tributary.contracts.topic.RecordKey;
import io.tributary.contracts.topic.Topic;
import io.tributary.contracts.v1.TrackingPlanRecord;
import io.tributary.ingestion.fault.BrokerUnavailable;
import io.tributary.ingestion.plan.PlanFeed;
import io.tributary.ingestion.plan.PlanSettings;
import io.tributary.ingestion.plan.TrackingPlan;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Tracking plans on their compacted topic: the latest version as a whole. */
public final class KafkaPlanFeed implements PlanFeed {

    private final Producer<String, byte[]> producer;
    private final Scheduler blocking;

    public KafkaPlanFeed(Producer<String, byte[]> producer, Scheduler blocking) {
        this.producer = producer;
        this.blocking = blocking;
    }

    @Override
    public Mono<Void> announce(TrackingPlan plan) {
        var record = new ProducerRecord<>(
                Topic.TRACKING_PLANS.wireName(), key(plan).text(), wire(plan).toByteArray());
        return Mono.defer(() -> Acknowledgement.ofAll(producer, List.of(record)))
                .subscribeOn(blocking)
                .onErrorMap(
                        KafkaException.class,
                        fault -> new BrokerUnavailable("the topic of tracking plans did not take the write", fault));
    }

    static RecordKey key(TrackingPlan plan) {
        return new RecordKey(plan.tenant(), plan.id());
    }

    private static TrackingPlanRecord wire(TrackingPlan plan) {
        return TrackingPlanRecord.newBuilder()
                .setTenant(plan.tenant())
                .setPlanId(plan.id())
                .setVersion(plan.version())
                .setEnabled(plan.settings().enabled())
                .addAllSourceIds(plan.settings().sources())
                .setRules(ByteString.copyFromUtf8(plan.rules()))
                .build();
    }

    /** The plan as another instance announced it; what only the table knows is left empty. */
    static TrackingPlan read(byte[] value) throws InvalidProtocolBufferException {
        var wire = TrackingPlanRecord.parseFrom(value);
        return new TrackingPlan(
                wire.getTenant(),
                wire.getPlanId(),
                wire.getVersion(),
                new PlanSettings("", wire.getEnabled(), wire.getSourceIdsList()),
                wire.getRules().toStringUtf8(),
                Instant.EPOCH);
    }
}
