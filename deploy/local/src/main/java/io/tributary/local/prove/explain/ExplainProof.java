package io.tributary.local.prove.explain;

import com.google.errorprone.annotations.FormatMethod;
import io.tributary.local.api.Api;
import io.tributary.local.run.OpenWork;
import io.tributary.local.suite.Suite;
import io.tributary.local.watch.Progress;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/**
 * Does what {@code explain} proposes. Three people live the same history for each rule: one goes on as before, one does less
 * than proposed (nothing, where it is one step without a number), and one does all of it. Only the last may come in, or leave. With a clock of its own, the suite is also
 * moved to when somebody is said to leave by themselves, and to when a change is said to come too late.
 */
public final class ExplainProof {

    /** Moves suite time forward, where it can be moved. */
    @FunctionalInterface
    public interface Forward {
        void by(Duration duration);
    }

    private static final Duration SETTLES_WITHIN = Duration.ofMinutes(5);
    private static final Duration BY_THE_CLOCK_WITHIN = Duration.ofSeconds(15);
    private static final long LOOK_MILLIS = 500;
    private static final List<String> COPIES = List.of("as-is", "less", "whole");

    private final Suite suite;
    private final Api api;
    private final PrintStream out;
    private int wrong;

    public ExplainProof(Suite suite, Api api, PrintStream out) {
        this.suite = suite;
        this.api = api;
        this.out = out;
    }

    /** Whether everything was as explained, for people of a tenant of its own. */
    public boolean holds() throws InterruptedException {
        var scene = new Scene(suite, api, "explain-" + Long.toString(System.nanoTime(), Character.MAX_RADIX));
        var cases = Case.all();
        scene.publish(cases);
        var begin = now();
        for (var one : cases) {
            COPIES.forEach(it -> scene.live(person(one, it), one, begin));
        }
        scene.send();
        rest();
        for (var one : cases) {
            var told = Told.of(scene.explain(one.key(), person(one, "as-is")));
            if (!told.steps().isEmpty()) {
                var last = now();
                scene.act(person(one, "less"), one.key(), told.less(one.nearer()), last);
                scene.act(person(one, "whole"), one.key(), told, last);
            }
        }
        scene.send();
        rest();
        cases.forEach(it -> compare(scene, it));
        line("%d rules, %d not as explained", cases.size(), wrong);
        return wrong == 0;
    }

    private void compare(Scene scene, Case one) {
        var asIs = scene.explain(one.key(), person(one, "as-is"));
        boolean before = member(asIs);
        boolean less = member(scene.explain(one.key(), person(one, "less")));
        boolean whole = member(scene.explain(one.key(), person(one, "whole")));
        boolean right = !Told.of(asIs).steps().isEmpty() && less == before && whole != before;
        wrong += right ? 0 : 1;
        line(
                "%-17s %-3s  less: %-3s  whole: %-3s  %s%s",
                one.key(), in(before), in(less), in(whole), text(asIs, "change"), right ? "" : "   WRONG");
    }

    /** Whether time does what is explained: somebody leaves to the second, enters to the second, and comes too late. */
    public boolean holdsInTime(Forward forward) throws InterruptedException {
        var scene = new Scene(suite, api, "late-" + Long.toString(System.nanoTime(), Character.MAX_RADIX));
        var visitors = new Case("visitors", "count(\"Page Viewed\") >= 1 in last 3 hours", List.of(), it -> it);
        var eager = new Case("eager", "count(\"Product Viewed\") >= 2 in last 3 hours", List.of(), it -> it);
        var hesitant = new Case(
                "hesitant",
                "did \"Checkout Started\" then not \"Order Completed\" within 4 hours in last 3 days",
                List.of(),
                it -> it);
        for (var one : List.of(visitors, eager, hesitant)) {
            scene.publish(one.key(), Map.of("rule", one.rule()));
        }
        var hourAgo = Duration.ofHours(1);
        scene.live("anna", new Case("", "", List.of(new Case.Past("Page Viewed", hourAgo, Map.of())), it -> it), now());
        for (var person : List.of("early", "late")) {
            scene.live(
                    person,
                    new Case("", "", List.of(new Case.Past("Product Viewed", hourAgo, Map.of())), it -> it),
                    now());
        }
        scene.live("cara", new Case("", "", List.of(new Case.Past("Page Viewed", hourAgo, Map.of())), it -> it), now());
        scene.send();
        rest();
        var leaves = instant(scene.explain("visitors", "anna"), "time", "at");
        var tooLate = instant(scene.explain("eager", "late"), "change", "before");
        line("visitors: %s", text(scene.explain("visitors", "anna"), "time"));
        line("eager:    %s", text(scene.explain("eager", "late"), "change"));
        var hesitates = scene.explain("hesitant", "cara");
        line("hesitant: %s", text(hesitates, "change"));
        scene.act("cara", "hesitant", Told.of(hesitates), now());
        scene.send();
        rest();
        var enters = instant(scene.explain("hesitant", "cara"), "time", "at");
        line("          %s", text(scene.explain("hesitant", "cara"), "time"));

        var early = Told.of(scene.explain("eager", "early"));
        forward.by(Duration.between(now(), tooLate.minusSeconds(60)));
        check("anna is still in a minute before she leaves", member(scene.explain("visitors", "anna")));
        scene.act("early", "eager", early, now());
        scene.send();
        rest();
        check("who does it before is in", member(scene.explain("eager", "early")));
        forward.by(Duration.between(now(), later(leaves, tooLate).plusSeconds(1)));
        check("anna left", awaitMember(scene, "visitors", "anna", false));
        scene.act("late", "eager", early, now());
        scene.send();
        rest();
        check("who does it after is not in", !member(scene.explain("eager", "late")));
        forward.by(Duration.between(now(), enters.minusSeconds(60)));
        check("cara is not in a minute before four hours are over", !member(scene.explain("hesitant", "cara")));
        forward.by(Duration.between(now(), enters.plusSeconds(1)));
        check("cara is in", awaitMember(scene, "hesitant", "cara", true));
        var since = scene.explain("hesitant", "cara").path("memberSince").asString();
        check(
                "cara is in since the instant that was foretold, " + since,
                Instant.parse(since).equals(enters));
        return wrong == 0;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private void check(String what, boolean holds) {
        wrong += holds ? 0 : 1;
        line("   %s%s", what, holds ? "" : "   WRONG");
    }

    private static boolean awaitMember(Scene scene, String segment, String person, boolean wanted)
            throws InterruptedException {
        long deadline = System.nanoTime() + BY_THE_CLOCK_WITHIN.toNanos();
        boolean member = member(scene.explain(segment, person));
        while (member != wanted && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            member = member(scene.explain(segment, person));
        }
        return member == wanted;
    }

    private static Instant instant(JsonNode explanation, String kind, String name) {
        var instant = way(explanation, kind).path(name).asString("");
        if (instant.isEmpty()) {
            throw new IllegalStateException("no way by " + kind + " is explained: " + explanation);
        }
        return Instant.parse(instant);
    }

    private static String text(JsonNode explanation, String kind) {
        return way(explanation, kind).path("text").asString("(nothing)");
    }

    private static JsonNode way(JsonNode explanation, String kind) {
        return explanation
                .path("rule")
                .path("nearest")
                .valueStream()
                .filter(it -> it.path("kind").asString().equals(kind))
                .findFirst()
                .orElse(explanation.path("none"));
    }

    private static String person(Case one, String copy) {
        return one.key() + "-" + copy;
    }

    private static boolean member(JsonNode explanation) {
        return explanation.path("member").asBoolean();
    }

    private static String in(boolean member) {
        return member ? "in" : "out";
    }

    private Instant now() {
        return suite.now().truncatedTo(ChronoUnit.SECONDS);
    }

    private void rest() throws InterruptedException {
        if (!new OpenWork(suite).settles(SETTLES_WITHIN, new Progress(out, false))) {
            throw new IllegalStateException("the suite does not come to rest");
        }
    }

    @FormatMethod
    private void line(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }
}
