package io.tributary.local.prove.rules;

import com.google.errorprone.annotations.FormatMethod;
import io.tributary.local.api.Api;
import io.tributary.local.api.User;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/**
 * Asks both engines about each rule: the search index by a preview, and the topology by publishing the rule and counting its
 * members once the segment is fresh. Segments that are there already are taken as they are, so it can be run again.
 */
public final class RulesProof {

    private static final int CONFLICT = 409;
    private static final Duration FRESH_WITHIN = Duration.ofMinutes(3);
    private static final long LOOK_MILLIS = 500;

    private final Api api;
    private final User as;
    private final PrintStream out;

    public RulesProof(Api api, User as, PrintStream out) {
        this.api = api;
        this.as = as;
        this.out = out;
    }

    /** Prints a line for each rule; whether both engines say of all of them what SQL says. */
    public boolean holds(List<RetailRule> rules) throws InterruptedException {
        for (var rule : rules) {
            publish(rule);
        }
        line("%-24s %7s %9s %9s  %s", "rule", "SQL", "preview", "members", "judged one by one");
        int wrong = 0;
        for (var rule : rules) {
            var preview = preview(rule);
            int found = preview.path("count").asInt(-1);
            int members = size(rule);
            boolean same = found == rule.size() && members == rule.size();
            wrong += same ? 0 : 1;
            line(
                    "%-24s %,7d %,9d %,9d  %,d%s",
                    rule.key(),
                    rule.size(),
                    found,
                    members,
                    preview.path("judged").asInt(),
                    same ? "" : "   DIFFERS");
        }
        line("%d rules, %d differ", rules.size(), wrong);
        return wrong == 0;
    }

    private void publish(RetailRule rule) {
        var made = api.post(
                as,
                "/api/v1/segments",
                Map.of(
                        "key", rule.key(),
                        "name", rule.key(),
                        "rule", rule.rule(),
                        "owner", as.username(),
                        "purpose", "to compare its size with a known one"));
        if (made.status() != CONFLICT) {
            made.orFail("making the segment " + rule.key());
            api.post(as, path(rule) + "/publish", Map.of()).orFail("publishing the segment " + rule.key());
        }
    }

    private JsonNode preview(RetailRule rule) {
        return api.post(as, "/api/v1/segments/preview", Map.of("rule", rule.rule()))
                .orFail("a preview of " + rule.key());
    }

    private int size(RetailRule rule) throws InterruptedException {
        long begin = System.nanoTime();
        var segment = api.get(as, path(rule)).orFail("looking at " + rule.key());
        while (!isFresh(segment) && System.nanoTime() - begin < FRESH_WITHIN.toNanos()) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            segment = api.get(as, path(rule)).orFail("looking at " + rule.key());
        }
        return isFresh(segment) ? segment.path("size").asInt(-1) : -1;
    }

    private static boolean isFresh(JsonNode segment) {
        return segment.path("freshness").path("state").asString().equals("fresh");
    }

    private static String path(RetailRule rule) {
        return "/api/v1/segments/" + rule.key();
    }

    @FormatMethod
    private void line(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }
}
