package io.tributary.segment.adapter.kafka.privacy;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tributary.contracts.seal.SealedValues;
import io.tributary.contracts.topic.RecordKey;
import io.tributary.contracts.v1.DataRequest;
import io.tributary.segment.privacy.PersonRequest;
import io.tributary.segment.privacy.PersonRequest.Kind;
import io.tributary.segment.privacy.PersonRequest.Known;
import io.tributary.segment.privacy.PersonRequest.Stage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record of the topic of requests, read. */
sealed interface RequestRead {

    /** A stage that can be done. */
    record Asked(DataRequest wire, PersonRequest request) implements RequestRead {}

    /** A stage that this service does not know, or whose values it cannot open: answered so. */
    record Unanswerable(DataRequest wire, String detail) implements RequestRead {}

    /** No request, or not of the tenant that its key names. */
    record Unreadable() implements RequestRead {}

    static RequestRead of(ConsumerRecord<String, byte[]> record, SealedValues sealed) {
        if (record.key() == null || record.value() == null) {
            return new Unreadable();
        }
        try {
            var wire = DataRequest.parseFrom(record.value());
            var key = RecordKey.parse(record.key());
            return key.tenant().equals(wire.getTenant()) && key.own().equals(wire.getRequestId())
                    ? of(wire, sealed)
                    : new Unreadable();
        } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
            return new Unreadable();
        }
    }

    private static RequestRead of(DataRequest wire, SealedValues sealed) {
        var kind = kind(wire);
        var stage = stage(wire);
        if (kind.isEmpty() || stage.isEmpty()) {
            return new Unanswerable(wire, "this version knows no such request or stage");
        }
        var known = new ArrayList<Known>();
        for (var identifier : wire.getIdentifiersList()) {
            var value = sealed.open(
                    wire.getTenant(),
                    wire.getRequestId(),
                    identifier.getSealedValue().toByteArray());
            if (value.isEmpty()) {
                return new Unanswerable(wire, "a value cannot be opened: is the platform secret the same everywhere?");
            }
            known.add(new Known(
                    identifier.getNamespace(),
                    HexFormat.of().formatHex(identifier.getDigest().toByteArray()),
                    new String(value.get(), StandardCharsets.UTF_8)));
        }
        return new Asked(
                wire,
                new PersonRequest(
                        wire.getTenant(),
                        wire.getRequestId(),
                        kind.get(),
                        stage.get(),
                        wire.getAttempt(),
                        wire.getGraphNumber(),
                        wire.getAt(),
                        wire.getProfileIdsList(),
                        known));
    }

    private static Optional<Kind> kind(DataRequest wire) {
        return Optional.ofNullable(
                switch (wire.getKind()) {
                    case "access" -> Kind.ACCESS;
                    case "erase" -> Kind.ERASE;
                    case "suppress" -> Kind.SUPPRESS;
                    case "restrict" -> Kind.RESTRICT;
                    case "lift" ->
                        switch (wire.getLiftedKind()) {
                            case "erase" -> Kind.LIFT_ERASE;
                            case "suppress" -> Kind.LIFT_SUPPRESS;
                            case "restrict" -> Kind.LIFT_RESTRICT;
                            default -> null;
                        };
                    default -> null;
                });
    }

    private static Optional<Stage> stage(DataRequest wire) {
        return Optional.ofNullable(
                switch (wire.getStage()) {
                    case "collect" -> Stage.COLLECT;
                    case "gate" -> Stage.GATE;
                    case "withdraw" -> Stage.WITHDRAW;
                    case "delete" -> Stage.DELETE;
                    case "prove" -> Stage.PROVE;
                    default -> null;
                });
    }
}
