package io.tributary.ingestion.badrow;

import io.tributary.ingestion.badrow.Repair.CastType;
import io.tributary.ingestion.intake.SentTime;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonPointer;
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

    private static final JsonMapper JSON = JsonMapper.builder()
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

    private static void apply(ObjectNode call, Repair repair) {
        switch (repair) {
            case Repair.Set set ->
                parent(call, set.pointer(), true).ifPresent(it -> it.set(name(set.pointer()), set.value()));
            case Repair.Drop drop ->
                parent(call, drop.pointer(), false).ifPresent(it -> it.remove(name(drop.pointer())));
            case Repair.Rename rename ->
                parent(call, rename.pointer(), false).ifPresent(it -> {
                    var value = it.remove(name(rename.pointer()));
                    if (value != null) {
                        it.set(rename.to(), value);
                    }
                });
            case Repair.Cast cast ->
                parent(call, cast.pointer(), false).ifPresent(it -> {
                    var value = it.get(name(cast.pointer()));
                    if (value != null) {
                        it.set(name(cast.pointer()), cast(value, cast.type()));
                    }
                });
        }
    }

    private static Optional<ObjectNode> parent(ObjectNode call, JsonPointer pointer, boolean create) {
        var at = call;
        for (var step = pointer; !step.tail().matches(); step = step.tail()) {
            var next = at.get(step.getMatchingProperty());
            if (next == null && create) {
                at = at.putObject(step.getMatchingProperty());
            } else if (next instanceof ObjectNode object) {
                at = object;
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(at);
    }

    private static String name(JsonPointer pointer) {
        return pointer.last().getMatchingProperty();
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
