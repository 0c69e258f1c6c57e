package io.tributary.local.prove.explain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The steps of a change as {@code explain} answers them, and less than they say. */
record Told(List<JsonNode> steps) {

    Told {
        steps = List.copyOf(steps);
    }

    /** Of the way that is a change; no steps when there is none. */
    static Told of(JsonNode explanation) {
        return new Told(explanation
                .path("rule")
                .path("nearest")
                .valueStream()
                .filter(it -> it.path("kind").asString().equals("change"))
                .flatMap(it -> it.path("steps").valueStream())
                .toList());
    }

    /** One event or step less; of a single one, its number or time the least bit nearer. Nothing where nothing is less. */
    Told less(UnaryOperator<String> nearer) {
        var less = new ArrayList<>(steps);
        var last = less.removeLast();
        int times = last.path("times").asInt(1);
        if (times > 1) {
            less.add(((ObjectNode) last.deepCopy()).put("times", times - 1));
        } else if (less.isEmpty()) {
            nearer(last, nearer, less);
        }
        return new Told(less);
    }

    private static void nearer(JsonNode step, UnaryOperator<String> nearer, List<JsonNode> less) {
        var copy = (ObjectNode) step.deepCopy();
        boolean event = copy.get("properties") instanceof ObjectNode;
        var holder = event ? (ObjectNode) copy.path("properties") : copy;
        var name = event ? "revenue" : "value";
        var value = holder.path(name);
        var other = nearer.apply(value.asString(""));
        if (value.isMissingNode() || other.equals(value.asString(""))) {
            return;
        }
        if (value.isNumber()) {
            holder.put(name, Double.parseDouble(other));
        } else {
            holder.put(name, other);
        }
        less.add(copy);
    }

    /** When a step is to happen, if the last one is to happen at that second. */
    Instant when(JsonNode step, Instant last) {
        var latest = steps.stream()
                .map(it -> it.path("at").asString(""))
                .filter(it -> !it.isEmpty())
                .map(Instant::parse)
                .max(Instant::compareTo)
                .orElse(last);
        var at = step.path("at").asString("");
        return at.isEmpty()
                ? last
                : last.minusSeconds(latest.getEpochSecond() - Instant.parse(at).getEpochSecond());
    }
}
