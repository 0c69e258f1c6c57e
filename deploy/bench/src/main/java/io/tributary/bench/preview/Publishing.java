package io.tributary.bench.preview;

import io.tributary.bench.stand.LiveSegments;
import io.tributary.local.api.Api;
import io.tributary.local.api.User;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/** Makes segments, publishes and retires them, and measures until everybody is judged. */
final class Publishing {

    private static final String SEGMENTS = "/api/v1/segments";
    /** Of so many segments one is checked against the question; no divisor of the number of kinds of rules. */
    private static final int CHECK_EVERY = 11;

    /** Everything is findable by then; what is said about it may follow by seconds. */
    private static final Duration FRESH_WITHIN = Duration.ofSeconds(60);

    private static final long LOOK_MILLIS = 500;

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
        rules.forEach((key, rule) -> LiveSegments.make(api, key, rule));
        int others = live.size();
        var measurement = stand.meter().measurement();
        measurement.begin();
        long start = System.nanoTime();
        rules.keySet().forEach(it -> LiveSegments.publish(api, it));
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

    /** Returns how many memberships these segments have in all. */
    private long check(Map<String, String> rules) throws InterruptedException {
        var sizes = freshSizes(rules.keySet());
        int number = 0;
        for (var rule : rules.entrySet()) {
            long size = sizes.getOrDefault(rule.getKey(), 0L);
            if (number++ % CHECK_EVERY == 0) {
                long found = questions.count(rule.getValue());
                if (size != found) {
                    throw new IllegalStateException("%s has %,d members, and a preview of its rule finds %,d"
                            .formatted(rule.getKey(), size, found));
                }
            }
        }
        return sizes.values().stream().mapToLong(it -> it).sum();
    }

    /** How many members each has, as soon as the API calls all of them fresh. */
    private Map<String, Long> freshSizes(Set<String> keys) throws InterruptedException {
        long deadline = System.nanoTime() + FRESH_WITHIN.toNanos();
        var sizes = sizesOfFresh(keys);
        while (sizes.size() < keys.size()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "of %d segments %d are called fresh".formatted(keys.size(), sizes.size()));
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            sizes = sizesOfFresh(keys);
        }
        return sizes;
    }

    private Map<String, Long> sizesOfFresh(Set<String> keys) {
        var sizes = new HashMap<String, Long>();
        api.get(User.MARKETER, SEGMENTS + "?limit=500")
                .orFail("listing the segments")
                .path("items")
                .forEach(it -> {
                    if (keys.contains(it.path("key").asString())
                            && it.path("freshness").path("state").asString().equals("fresh")) {
                        sizes.put(it.path("key").asString(), it.path("size").asLong());
                    }
                });
        return sizes;
    }
}
