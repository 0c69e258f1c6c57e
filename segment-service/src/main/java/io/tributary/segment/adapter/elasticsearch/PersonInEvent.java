package io.tributary.segment.adapter.elasticsearch;

import io.tributary.segment.privacy.PersonRequest.Known;
import io.tributary.segment.privacy.TellingValues;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an event that is kept under somebody else's id says about a person: it was theirs after all, or it names them. In an
 * event that names one of their identifiers every value of theirs counts; elsewhere only those that tell who they are.
 */
final class PersonInEvent {

    /** The members that hold what a client said. */
    private static final List<String> SAID =
            List.of("event", "name", "properties", "traits", "context", "call", "propertyNames", "traitNames");

    private static final String IDENTIFIERS = "identifiers";
    private static final List<String> IDS = List.of("userId", "anonymousId", "groupId", "previousId");

    /** Shorter ids are told from other numbers only where an id stands. */
    private static final int LEAST = 4;

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Set<String> digests;
    private final Set<String> ids;
    private final Set<String> values;
    private final TellingValues telling;

    PersonInEvent(List<Known> identifiers) {
        this.digests = identifiers.stream().map(Known::digest).collect(Collectors.toSet());
        this.ids = identifiers.stream().map(Known::value).collect(Collectors.toSet());
        this.values = ids.stream().filter(it -> it.length() >= LEAST).collect(Collectors.toSet());
        this.telling = TellingValues.of(identifiers);
    }

    /** Whether the strongest identifier of the event is the person's, whoever it is kept under. */
    boolean owns(JsonNode source) {
        var named = source.path(EventDocument.DIGESTS);
        return !named.isEmpty() && digests.contains(named.get(0).asString(""));
    }

    /** The document without the person; empty when it does not name them. */
    Optional<JsonNode> without(JsonNode source) {
        boolean named = false;
        for (var digest : source.path(EventDocument.DIGESTS)) {
            named |= digests.contains(digest.asString(""));
        }
        if (!named && telling.isEmpty()) {
            return Optional.empty();
        }
        var left = (ObjectNode) source.deepCopy();
        for (var member : SAID) {
            if (left.has(member)) {
                left.set(member, cleared(left.get(member), named));
            }
        }
        if (named) {
            left.set(EventDocument.DIGESTS, others(left.path(EventDocument.DIGESTS)));
            if (left.get(EventDocument.CALL) instanceof ObjectNode call) {
                clearIds(call);
            }
        }
        return left.equals(source) ? Optional.empty() : Optional.of(left);
    }

    private void clearIds(ObjectNode call) {
        call.set(IDENTIFIERS, others(call.path(IDENTIFIERS)));
        for (var id : IDS) {
            if (ids.contains(call.path(id).asString(""))) {
                call.put(id, TellingValues.ERASED);
            }
        }
    }

    private JsonNode others(JsonNode identifiers) {
        var others = NODES.arrayNode();
        for (var identifier : identifiers) {
            var text = identifier.asString("");
            if (!digests.contains(text.substring(text.lastIndexOf(':') + 1))) {
                others.add(identifier);
            }
        }
        return others;
    }

    private JsonNode cleared(JsonNode node, boolean named) {
        if (node.isString()) {
            return NODES.stringNode(cleared(node.stringValue(), named));
        }
        if (node.isArray()) {
            var array = NODES.arrayNode();
            node.forEach(it -> array.add(cleared(it, named)));
            return array;
        }
        if (node.isObject()) {
            var object = NODES.objectNode();
            node.properties().forEach(it -> object.set(cleared(it.getKey(), named), cleared(it.getValue(), named)));
            return object;
        }
        // An id that a client sent as a number.
        return named && node.isNumber() && values.contains(node.asString())
                ? NODES.stringNode(TellingValues.ERASED)
                : node;
    }

    private String cleared(String text, boolean named) {
        return named && values.contains(text) ? TellingValues.ERASED : telling.without(text);
    }
}
