package io.tributary.activation.adapter.kafka;

import io.tributary.activation.privacy.PersonRequest;
import io.tributary.activation.privacy.PersonRequest.Kind;
import io.tributary.activation.privacy.PersonRequest.Stage;
import io.tributary.activation.privacy.Subject;
import io.tributary.contracts.seal.SealedValues;
import io.tributary.contracts.topic.RecordKey;
import io.tributary.contracts.v1.DataRequest;
import io.tributary.contracts.v1.SubjectIdentifier;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashSet;

/** Reads requests. One whose values do not open is unreadable: another platform secret made it. */
final class RequestWire {

    private RequestWire() {}

    static PersonRequest read(RecordKey key, DataRequest wire, SealedValues sealed) {
        if (!key.equals(new RecordKey(wire.getTenant(), wire.getRequestId()))) {
            throw new Unreadable("key-differs-from-record");
        }
        var profileIds = new LinkedHashSet<String>(wire.getProfileIdsList());
        if (!wire.getProfileId().isEmpty()) {
            profileIds.add(wire.getProfileId());
        }
        var identifiers = wire.getIdentifiersList().stream()
                .map(it -> known(wire, it, sealed))
                .toList();
        return new PersonRequest(
                wire.getRequestId(),
                kind(wire),
                stage(wire),
                wire.getAttempt(),
                Instant.ofEpochMilli(wire.getAt()),
                new Subject(
                        wire.getTenant(),
                        wire.getProfileId(),
                        profileIds.stream().toList(),
                        identifiers));
    }

    private static Subject.Known known(DataRequest wire, SubjectIdentifier it, SealedValues sealed) {
        var value = sealed.open(
                        wire.getTenant(),
                        wire.getRequestId(),
                        it.getSealedValue().toByteArray())
                .orElseThrow(() -> new Unreadable("sealed-by-another-secret"));
        return new Subject.Known(
                it.getNamespace(),
                new String(value, StandardCharsets.UTF_8),
                HexFormat.of().formatHex(it.getDigest().toByteArray()));
    }

    private static Kind kind(DataRequest wire) {
        return switch (wire.getKind()) {
            case "access" -> Kind.ACCESS;
            case "erase" -> Kind.ERASE;
            case "suppress" -> Kind.SUPPRESS;
            case "restrict" -> Kind.RESTRICT;
            case "lift" ->
                switch (wire.getLiftedKind()) {
                    case "erase" -> Kind.LIFT_ERASE;
                    case "suppress" -> Kind.LIFT_SUPPRESS;
                    case "restrict" -> Kind.LIFT_RESTRICT;
                    default -> throw new Unreadable("unknown-kind");
                };
            default -> throw new Unreadable("unknown-kind");
        };
    }

    private static Stage stage(DataRequest wire) {
        return switch (wire.getStage()) {
            case "collect" -> Stage.COLLECT;
            case "gate" -> Stage.GATE;
            case "withdraw" -> Stage.WITHDRAW;
            case "delete" -> Stage.DELETE;
            case "prove" -> Stage.PROVE;
            default -> throw new Unreadable("unknown-stage");
        };
    }
}
