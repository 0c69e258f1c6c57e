package io.tributary.local.run;

import io.tributary.local.api.Api;
import io.tributary.local.api.User;
import io.tributary.local.demo.Demo;
import io.tributary.local.setup.Setup;
import io.tributary.local.suite.Suite;
import io.tributary.local.watch.Counts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** Asks the public API what came out, as a viewer would, and the doubles what they hold. */
final class Results {

    private final Api api;
    private final Suite suite;
    private final Setup setup;

    Results(Api api, Suite suite, Setup setup) {
        this.api = api;
        this.suite = suite;
        this.setup = setup;
    }

    Outcome outcome(Demo demo, Counts counts, Map<String, Long> open) {
        var segments = new ArrayList<Outcome.Segment>();
        demo.segments().forEach(it -> segments.add(segment(it.key())));
        var audiences = new ArrayList<Outcome.Audience>();
        var destinations = new ArrayList<Outcome.Destination>();
        var doubles = new DoublesView(suite.doubles());
        var ids = setup.audienceIds();
        for (var plan : demo.audiences()) {
            var id = ids.getOrDefault(plan.key(), "");
            var audience = get("/api/v1/audiences/" + id);
            audiences.add(audience(plan.key(), id, audience));
            destinations.add(doubles.destination(plan.key(), plan.destination(), audience));
        }
        long people = get("/api/v1/profiles?limit=1").path("total").asLong();
        return new Outcome(counts, people, segments, audiences, destinations, open);
    }

    private Outcome.Segment segment(String key) {
        long size = get("/api/v1/segments/" + key + "/members?limit=1")
                .path("total")
                .asLong();
        var reach = new TreeMap<String, Long>();
        get("/api/v1/segments/" + key)
                .path("reach")
                .properties()
                .forEach(it ->
                        reach.put(it.getKey(), it.getValue().path("reachable").asLong()));
        return new Outcome.Segment(key, size, reach);
    }

    private Outcome.Audience audience(String key, String id, JsonNode audience) {
        return new Outcome.Audience(
                key,
                audience.path("members").asLong(),
                audience.path("added").asLong(),
                audience.path("removed").asLong(),
                audience.path("suppressed").asLong(),
                audience.path("pending").asLong(),
                audience.path("parked").asLong(),
                runsAddUp(id));
    }

    /** The law of a run: everybody selected ended in exactly one of the six. */
    private boolean runsAddUp(String audienceId) {
        for (var run :
                get("/api/v1/audiences/" + audienceId + "/runs?limit=500").path("items")) {
            long sum = List.of("delivered", "rejected", "suppressed", "unreachable", "pending", "parked").stream()
                    .mapToLong(it -> run.path(it).asLong())
                    .sum();
            if (run.path("selected").asLong() != sum) {
                return false;
            }
        }
        return true;
    }

    private JsonNode get(String path) {
        return api.get(User.VIEWER, path).orFail(path);
    }
}
