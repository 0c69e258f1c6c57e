package io.tributary.ingestion.badrow;

import io.tributary.ingestion.badrow.Repair.CastType;
import io.tributary.ingestion.event.JsonBytes;
import io.tributary.ingestion.intake.SentTime;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.DecimalNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Applies repairs to a refused call. Numbers keep every digit that the client sent. */
public final class RepairPolicy {

    /** Keeps every digit of a number, zeros at its end too. */
    static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private RepairPolicy() {}

    /** The repaired call; empty when the original is no JSON object, which no repair can change. */
    public static Optional<byte[]> repair(byte[] original, List<Repair> repairs) {
        if (repairs.isEmpty()) {
            return Optional.of(original);
        }
        try {
            if (JSON.readTree(original) instanceof ObjectNode call) {
                repairs.forEach(it -> apply(call, it));
                return Optional.of(JSON.writeValueAsBytes(call));
            }
            return Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /** Whether the original has something at that pointer, and the repaired call still has it. */
    static boolean isStill(JsonBytes original, JsonBytes repaired, String pointer) {
        var before = JSON.readTree(original.copy()).at(pointer);
        return !before.isMissingNode()
                && before.equals(JSON.readTree(repaired.copy()).at(pointer));
    }

    private static void apply(ObjectNode call, Repair repair) {
        switch (repair) {
            case Repair.Set set -> Spot.of(call, set.pointer(), true).ifPresent(it -> it.put(set.value()));
            case Repair.Drop drop -> Spot.of(call, drop.pointer(), false).ifPresent(Spot::take);
            case Repair.Rename rename -> Spot.of(call, rename.pointer(), false).ifPresent(it -> it.rename(rename.to()));
            case Repair.Cast cast ->
                Spot.of(call, cast.pointer(), false).ifPresent(it -> {
                    var value = it.value();
                    if (value != null) {
                        it.put(cast(value, cast.type()));
                    }
                });
        }
    }

    private static JsonNode cast(JsonNode value, CastType type) {
        if (value.isContainer() || value.isNull()) {
            return value;
        }
        var text = value.asString();
        return switch (type) {
            case STRING -> StringNode.valueOf(text);
            case BOOLEAN ->
                switch (text.toLowerCase(java.util.Locale.ROOT)) {
                    case "true", "1", "yes" -> BooleanNode.TRUE;
                    case "false", "0", "no" -> BooleanNode.FALSE;
                    default -> value;
                };
            case NUMBER -> number(value, text);
            case TIME -> {
                var time = SentTime.parse(text.strip());
                yield time == null ? value : StringNode.valueOf(time.toString());
            }
        };
    }

    private static JsonNode number(JsonNode value, String text) {
        try {
            return DecimalNode.valueOf(new BigDecimal(text.strip()));
        } catch (NumberFormatException e) {
            return value;
        }
    }
}
