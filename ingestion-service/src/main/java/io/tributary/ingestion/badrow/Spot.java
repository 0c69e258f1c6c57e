package io.tributary.ingestion.badrow;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A place in a call: a member of an object, or an item of an array. */
record Spot(JsonNode parent, JsonPointer last) {

    /** Empty when the way there does not exist; with {@code create} objects that are missing on it are made. */
    static Optional<Spot> of(ObjectNode call, JsonPointer pointer, boolean create) {
        JsonNode at = call;
        for (var step = pointer; !step.tail().matches(); step = step.tail()) {
            var next = new Spot(at, step).value();
            if (next == null && create && at instanceof ObjectNode object) {
                next = object.putObject(step.getMatchingProperty());
            }
            if (!(next instanceof ObjectNode) && !(next instanceof ArrayNode)) {
                return Optional.empty();
            }
            at = next;
        }
        return Optional.of(new Spot(at, pointer.last()));
    }

    /** Null when nothing is there. */
    @Nullable
    JsonNode value() {
        return switch (parent) {
            case ObjectNode object -> object.get(last.getMatchingProperty());
            case ArrayNode array -> array.get(last.getMatchingIndex());
            default -> null;
        };
    }

    /** Writes in place of what is there; an array is not made longer. */
    void put(JsonNode value) {
        switch (parent) {
            case ObjectNode object -> object.set(last.getMatchingProperty(), value);
            case ArrayNode array -> {
                if (array.has(last.getMatchingIndex())) {
                    array.set(last.getMatchingIndex(), value);
                }
            }
            default -> {}
        }
    }

    void take() {
        switch (parent) {
            case ObjectNode object -> object.remove(last.getMatchingProperty());
            case ArrayNode array -> array.remove(last.getMatchingIndex());
            default -> {}
        }
    }

    /** Moves a member beside itself, in place of what has that name; an item of an array has no name. */
    void rename(String to) {
        if (parent instanceof ObjectNode object) {
            var value = object.remove(last.getMatchingProperty());
            if (value != null) {
                object.set(to, value);
            }
        }
    }
}
