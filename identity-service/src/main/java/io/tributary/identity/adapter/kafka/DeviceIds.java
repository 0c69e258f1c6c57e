package io.tributary.identity.adapter.kafka;

import io.tributary.identity.identifier.Candidate;
import io.tributary.identity.identifier.Namespace;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Adds the ids that mobile libraries put into {@code context.device}: the token by which the app is pushed to, and the
 * advertising id. The latter, like those among the external ids, counts only while the device says that its owner allows
 * it ({@code context.device.adTrackingEnabled} is true).
 */
final class DeviceIds {

    private static final String ALLOWED = "adTrackingEnabled";
    private static final JsonFactory JSON = new JsonFactory();
    private static final Map<String, String> ADVERTISING =
            Map.of("ios", Namespace.IOS_IDFA, "android", Namespace.ANDROID_IDFA);
    private static final Map<String, String> PUSH =
            Map.of("ios", Namespace.IOS_PUSH_TOKEN, "android", Namespace.ANDROID_PUSH_TOKEN);
    private static final Set<String> GUARDED = Set.copyOf(ADVERTISING.values());

    /** What a phone gives instead of its id when tracking is off. */
    private static final String NOBODY = "00000000-0000-0000-0000-000000000000";

    private DeviceIds() {}

    /**
     * The candidates of an event's context that may count, and those of its device.
     *
     * @param context one JSON object, or nothing
     */
    static List<Candidate> judged(List<Candidate> candidates, byte[] context) {
        var device = device(context);
        var system = device.getOrDefault("type", "").toLowerCase(Locale.ROOT);
        boolean isAllowed = device.getOrDefault(ALLOWED, "").equals("true");
        var counting = candidates.stream().filter(it -> isAllowed || !GUARDED.contains(it.namespace()));
        var advertising =
                isAllowed ? id(ADVERTISING.get(system), device.get("advertisingId")) : Stream.<Candidate>empty();
        var push = id(PUSH.get(system), device.get("token"));
        return Stream.of(counting, advertising, push).flatMap(it -> it).toList();
    }

    private static Stream<Candidate> id(@Nullable String namespace, @Nullable String id) {
        return namespace == null || id == null || id.isBlank() || id.equals(NOBODY)
                ? Stream.empty()
                : Stream.of(new Candidate(namespace, id));
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
