package io.tributary.segment.adapter.elasticsearch;

import io.tributary.segment.feature.ProfileState;
import io.tributary.segment.privacy.PersonDocuments.Held;
import io.tributary.segment.rule.Value;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Everything that a profile's state remembers, as records that a person can read; one per membership and entry. */
final class StateRecords {

    private static final JsonMapper JSON = JsonMapper.shared();

    private StateRecords() {}

    static void each(ProfileState state, Consumer<Held> take) {
        take.accept(record("profile", profile(state)));
        state.memberships()
                .forEach((segment, standing) -> take.accept(record(
                        "memberships",
                        Map.of(
                                "segmentKey", segment,
                                "version", standing.version(),
                                "member", standing.member(),
                                "since", time(standing.since())))));
        state.activity()
                .totals()
                .forEach((event, totals) -> take.accept(record(
                        "totals",
                        Map.of(
                                "event", event,
                                "first", time(totals.first() * 1000),
                                "last", time(totals.last() * 1000),
                                "count", totals.count(),
                                "sums", totals.sums()))));
        for (var entry : state.activity().all()) {
            take.accept(record(
                    "activity",
                    Map.of(
                            "event", entry.event(),
                            "at", time(entry.at() * 1000),
                            "daily", entry.daily(),
                            "seconds",
                                    entry.seconds()
                                            .mapToObj(it -> time(it * 1000))
                                            .toList(),
                            "count", entry.count(),
                            "properties", plain(entry.properties()),
                            "sums", entry.sums())));
        }
    }

    private static Map<String, Object> profile(ProfileState state) {
        var profile = new LinkedHashMap<String, Object>();
        profile.put("profileId", state.profileId());
        profile.put("absorbed", state.absorbed());
        profile.put("identifiers", state.identifiers());
        profile.put("traits", traits(state));
        profile.put("consents", state.consents());
        profile.put("reachability", state.reachability());
        profile.put("scores", state.scores());
        profile.put("computedTraits", computed(state));
        profile.put("restricted", state.restricted());
        if (state.lastSeen() != Long.MIN_VALUE) {
            profile.put("lastSeen", time(state.lastSeen() * 1000));
        }
        return profile;
    }

    private static Map<String, Object> traits(ProfileState state) {
        var traits = new TreeMap<String, Object>();
        state.traits().forEach((name, trait) -> {
            var said = new LinkedHashMap<String, @Nullable Object>();
            said.put("value", trait.value() == null ? null : trait.value().plain());
            said.put("at", time(trait.at() * 1000));
            said.put("messageId", trait.messageId());
            traits.put(name, said);
        });
        return traits;
    }

    private static Map<String, Object> computed(ProfileState state) {
        var computed = new TreeMap<String, Object>();
        state.computed()
                .forEach((key, it) -> computed.put(
                        key, Map.of("value", it.value(), "version", it.version(), "since", time(it.since()))));
        return computed;
    }

    private static Map<String, Object> plain(Map<String, List<Value>> properties) {
        var plain = new TreeMap<String, Object>();
        properties.forEach((name, values) ->
                plain.put(name, values.stream().map(Value::plain).toList()));
        return plain;
    }

    private static String time(long millis) {
        return Instant.ofEpochMilli(millis).toString();
    }

    private static Held record(String store, Map<String, Object> content) {
        return new Held(store, JSON.writeValueAsString(content));
    }
}
