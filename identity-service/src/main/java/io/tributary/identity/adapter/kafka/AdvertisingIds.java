package io.tributary.identity.adapter.kafka;

import io.tributary.identity.identifier.Candidate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Lets advertising ids count only while the device says that its owner allows it ({@code context.device.adTrackingEnabled}
 * is true): the device's own, which mobile libraries put beside that answer, and those among the external ids.
 */
final class AdvertisingIds {

    private static final String ALLOWED = "adTrackingEnabled";
    private static final JsonFactory JSON = new JsonFactory();
    private static final Map<String, String> BY_DEVICE = Map.of("ios", "ios_idfa", "android", "android_idfa");
    private static final Set<String> NAMESPACES = Set.copyOf(BY_DEVICE.values());

    /** What a phone gives instead of its id when tracking is off. */
    private static final String NOBODY = "00000000-0000-0000-0000-000000000000";

    private AdvertisingIds() {}

    /**
     * The candidates of an event's context that may count.
     *
     * @param context one JSON object, or nothing
     */
    static List<Candidate> judged(List<Candidate> candidates, byte[] context) {
        var device = device(context);
        if (!device.getOrDefault(ALLOWED, "").equals("true")) {
            return candidates.stream()
                    .filter(it -> !NAMESPACES.contains(it.namespace()))
                    .toList();
        }
        var namespace = BY_DEVICE.get(device.getOrDefault("type", "").toLowerCase(Locale.ROOT));
        var id = device.getOrDefault("advertisingId", "");
        if (namespace == null || id.isBlank() || id.equals(NOBODY)) {
            return candidates;
        }
        var more = new ArrayList<>(candidates);
        more.add(new Candidate(namespace, id));
        return more;
    }

    /** The scalar members of the device; none when the context has no device. */
    private static Map<String, String> device(byte[] context) {
        var device = new HashMap<String, String>();
        if (context.length == 0) {
            return device;
        }
        try (var parser = JSON.createParser(ObjectReadContext.empty(), context)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return device;
            }
            for (var name = parser.nextName(); name != null; name = parser.nextName()) {
                if (parser.nextToken() == JsonToken.START_OBJECT && name.equals("device")) {
                    read(parser, device);
                } else {
                    parser.skipChildren();
                }
            }
        }
        return device;
    }

    private static void read(JsonParser parser, Map<String, String> device) {
        for (var name = parser.nextName(); name != null; name = parser.nextName()) {
            var token = parser.nextToken();
            // The answer is a truth value, never a text.
            boolean isAnswer = name.equals(ALLOWED);
            if (token == JsonToken.VALUE_STRING && !isAnswer) {
                device.put(name, parser.getString());
            } else if (token == JsonToken.VALUE_TRUE && isAnswer) {
                device.put(name, "true");
            } else {
                parser.skipChildren();
            }
        }
    }
}
