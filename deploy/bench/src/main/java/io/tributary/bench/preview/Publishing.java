package io.tributary.bench.preview;

import io.tributary.local.api.Api;
import io.tributary.local.api.User;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** Makes segments, publishes and retires them, and measures until everybody is judged. */
final class Publishing {

    private static final String SEGMENTS = "/api/v1/segments";
    /** Of so many segments one is checked against the question; no divisor of the number of kinds of rules. */
    private static final int CHECK_EVERY = 11;

    private final PreviewStand stand;
    private final Api api;
    private final Settling settling;
    private final Questions questions;
    private final Set<String> live = new TreeSet<>();

    Publishing(PreviewStand stand, Settling settling, Questions questions) {
        this.stand = stand;
        this.api = stand.api();
        this.settling = settling;
        this.questions = questions;
    }

    /** Publishes rules as fast as the API takes them; afterwards their members are compared with what a preview finds. */
    ReevaluationResult publish(Map<String, String> rules, int profiles) throws InterruptedException {
        rules.forEach(this::make);
        int others = live.size();
        var measurement = stand.meter().measurement();
        measurement.begin();
        long start = System.nanoTime();
        rules.keySet().forEach(this::publish);
        double publishing = Prices.secondsSince(start);
        var settled = settling.since(start);
        var cost = measurement.end();
        live.addAll(rules.keySet());
        return new ReevaluationResult(
                rules.size(),
                others,
                profiles,
                publishing,
                settled.judged(),
                settled.findable(),
                settled.told(),
                check(rules),
                cost);
    }

    /** Retires whatever is live, and waits until nobody is a member any more. */
    void retireAll() throws InterruptedException {
        long start = System.nanoTime();
        live.forEach(it -> api.post(User.MARKETER, SEGMENTS + "/" + it + "/retire", Map.of())
                .orFail("retiring the segment " + it));
        live.clear();
        settling.since(start);
    }

    private void make(String key, String rule) {
        api.post(
                        User.MARKETER,
                        SEGMENTS,
                        Map.of(
                                "key",
                                key,
                                "name",
                                key,
                                "rule",
                                rule,
                                "owner",
                                User.MARKETER.username(),
                                "purpose",
                                "To be measured",
                                "actions",
                                List.of("message")))
                .orFail("making the segment " + key);
    }

    private void publish(String key) {
        api.post(User.MARKETER, SEGMENTS + "/" + key + "/publish", Map.of()).orFail("publishing the segment " + key);
    }

    /** Returns how many memberships these segments have in all. */
    private long check(Map<String, String> rules) throws InterruptedException {
        long members = 0;
        int number = 0;
        var answers = new HashMap<String, JsonNode>();
        api.get(User.MARKETER, SEGMENTS + "?limit=500")
                .orFail("listing the segments")
                .path("items")
                .forEach(it -> answers.put(it.path("key").asString(), it));
        for (var rule : rules.entrySet()) {
            var segment = answers.get(rule.getKey());
            if (segment == null
                    || !segment.path("freshness").path("state").asString().equals("fresh")) {
                throw new IllegalStateException(rule.getKey() + " is not fresh: " + segment);
            }
            long size = segment.path("size").asLong();
            if (number++ % CHECK_EVERY == 0 && size != questions.count(rule.getValue())) {
                throw new IllegalStateException("%s has %,d members, and a preview of its rule finds %,d"
                        .formatted(rule.getKey(), size, questions.count(rule.getValue())));
            }
            members += size;
        }
        return members;
    }
}
