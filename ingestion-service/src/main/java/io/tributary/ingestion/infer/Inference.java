package io.tributary.ingestion.infer;

import io.tributary.ingestion.event.CallType;
import io.tributary.ingestion.infer.Traffic.SeenCall;
import io.tributary.ingestion.infer.Traffic.Slice;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Grows with what it sees and proposes a plan from it. Bounded: it tells at most {@link #MAX_EVENTS} events apart, and the
 * plan that it proposes is small enough to be posted; what that leaves out is counted.
 */
final class Inference {

    static final int MAX_EVENTS = 500;

    /** Leaves room for what people add to a plan before they post it. */
    private static final int MAX_PLAN_BYTES = 200 * 1024;

    /** What one schema may have, so that a plan takes it. */
    private static final int MAX_SCHEMA_BYTES = 30 * 1024;

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Map<String, ObjectShape> events = new HashMap<>();
    private final Map<CallType, ObjectShape> calls = new EnumMap<>(CallType.class);
    private long judged;
    private long unreadable;
    private long eventsLeftOut;

    /** What the proposal was asked for, and how much was looked at. */
    record Scope(String sourceId, Instant from, Instant to, Slice last) {}

    Inference see(Slice slice) {
        slice.calls().forEach(this::see);
        return this;
    }

    private void see(SeenCall call) {
        switch (call.type()) {
            case TRACK -> {
                if (events.containsKey(call.event()) || events.size() < MAX_EVENTS) {
                    see(events.computeIfAbsent(call.event(), it -> fresh()), call);
                } else {
                    eventsLeftOut++;
                }
            }
            case IDENTIFY, PAGE, SCREEN, GROUP -> see(calls.computeIfAbsent(call.type(), it -> fresh()), call);
            // Neither has properties or traits of its own, and no plan judges them.
            case ALIAS, MERGE -> {}
        }
    }

    private static ObjectShape fresh() {
        return new ObjectShape(new ObjectShape.Budget(), 1);
    }

    private void see(ObjectShape shape, SeenCall call) {
        try {
            var object = call.object();
            shape.see(
                    object.length() == 0
                            ? NODES.objectNode()
                            : JSON.readTree(object.array(), object.from(), object.length()));
            judged++;
        } catch (JacksonException e) {
            unreadable++;
        }
    }

    /** {@code plan} can be posted as it is; {@code evidence} says what it rests on. */
    ObjectNode proposal(Scope scope) {
        var plan = NODES.objectNode().put("name", "Proposed from traffic");
        var sources = plan.putArray("sources");
        if (!scope.sourceId().isEmpty()) {
            sources.add(scope.sourceId());
        }
        var seen = NODES.arrayNode();
        int room = MAX_PLAN_BYTES;
        for (var call : calls.entrySet()) {
            var rule = rule(call.getValue());
            room -= size(rule);
            plan.set(call.getKey().wireName(), rule);
            seen.add(Evidence.of(call.getKey(), "", call.getValue()));
        }
        var planned = plan.putObject("events");
        for (var event : byFrequency()) {
            var rule = rule(event.getValue());
            int size = size(rule) + event.getKey().length();
            if (event.getKey().isBlank() || size > room || size > MAX_SCHEMA_BYTES) {
                eventsLeftOut += event.getValue().seen();
            } else {
                room -= size;
                planned.set(event.getKey(), rule);
                seen.add(Evidence.of(CallType.TRACK, event.getKey(), event.getValue()));
            }
        }
        plan.put("unplannedEvents", "warn").put("unplannedProperties", "warn");
        var proposal = NODES.objectNode();
        proposal.set("plan", plan);
        proposal.set("evidence", evidence(scope, seen));
        return proposal;
    }

    private ObjectNode evidence(Scope scope, tools.jackson.databind.node.ArrayNode seen) {
        var evidence = NODES.objectNode()
                .put("from", scope.from().toString())
                .put("to", scope.to().toString())
                .put("scanned", scope.last().scanned())
                .put("complete", scope.last().complete())
                .put("judged", judged)
                .put("unreadable", unreadable)
                .put("eventsLeftOut", eventsLeftOut);
        evidence.set("seen", seen);
        return evidence;
    }

    private List<Map.Entry<String, ObjectShape>> byFrequency() {
        var sorted = new ArrayList<>(events.entrySet());
        sorted.sort(Comparator.comparingLong(
                        (Map.Entry<String, ObjectShape> it) -> -it.getValue().seen())
                .thenComparing(Map.Entry::getKey));
        return sorted;
    }

    private static ObjectNode rule(ObjectShape shape) {
        var rule = NODES.objectNode().put("action", "warn");
        rule.set("schema", ShapeSchema.of(shape));
        return rule;
    }

    private static int size(ObjectNode rule) {
        return rule.toString().getBytes(StandardCharsets.UTF_8).length;
    }
}
