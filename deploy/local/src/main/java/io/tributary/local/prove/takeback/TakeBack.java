package io.tributary.local.prove.takeback;

import com.google.errorprone.annotations.FormatMethod;
import io.tributary.local.api.Api;
import io.tributary.local.run.OpenWork;
import io.tributary.local.suite.Suite;
import io.tributary.local.watch.Progress;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tells the same story in two tenants. In one, two people are merged by mistake, live on as one for a thousand events, a
 * second merge, consents, an unsubscription and pushes, and are split again while events are still on their way; in the other
 * nothing of the kind happens. Then both are compared: people, traits, consents, contact points, memberships, events, and
 * what the platforms hold.
 */
public final class TakeBack {

    /**
     * How much is told.
     *
     * @param events that come between the merge and its being taken back
     * @param strikes whether segment-service is killed right after the split
     */
    public record Plan(long seed, int events, boolean strikes) {}

    /**
     * What came of it.
     *
     * @param settled whether the suite came to rest each time
     * @param moved what the merge made the platform do
     * @param pushed how many additions the platforms got between the merge and its being taken back; none would prove nothing
     * @param different how many of the compared things differed while the two were one; none would prove nothing
     * @param differences what differs in the end, in words
     */
    public record Result(
            boolean settled, Moved moved, long pushed, int different, List<String> differences, double rebuildSeconds) {

        public boolean holds() {
            return settled && moved.nobody() && pushed > 0 && different > 0 && differences.isEmpty();
        }
    }

    /**
     * What a merge did at a platform that holds one address of each person.
     *
     * @param added addresses that were put in; none is right
     * @param removed addresses that were taken out; the second address of the one who were two is right
     * @param isHeld whether the person is in by one of both addresses
     */
    public record Moved(long added, long removed, boolean isHeld) {

        /** Nobody left, so nobody has to enter again. */
        public boolean nobody() {
            return added == 0 && removed <= 1 && isHeld;
        }
    }

    private static final Duration SETTLES_WITHIN = Duration.ofMinutes(5);
    private static final Duration EQUAL_WITHIN = Duration.ofMinutes(2);
    private static final long LOOK_MILLIS = 1_000;
    private static final int MINUTE = 60;
    private static final String DIGESTS = "meta " + WorldSetup.BUYERS;
    private static final String STRUCK = "segment-service";

    private final Suite suite;
    private final Api api;
    private final PrintStream out;
    private boolean settled = true;

    public TakeBack(Suite suite, Api api, PrintStream out) {
        this.suite = suite;
        this.api = api;
        this.out = out;
    }

    public Result run(Plan plan) throws InterruptedException {
        say("seed %d, %,d events between the merge and its being taken back", plan.seed(), plan.events());
        var run = Long.toString(System.nanoTime(), Character.MAX_RADIX);
        int quietBelow = Story.moreThanOneOrders(plan.events());
        var merged = new World(suite, api, "mistaken-" + run, quietBelow);
        var plain = new World(suite, api, "spared-" + run, quietBelow);
        var story = new Story(plan.seed(), suite.now());
        tell(story.people(), merged, plain);
        rest("who there is");
        tell(story.past(), merged, plain);
        rest("the past");
        requireEqual(merged, plain);

        var anna = merged.profileOf("anna");
        var bert = merged.profileOf("bert");
        var before = merged.audience(DIGESTS);
        foretell("merge", merged, merged.merge(anna, bert, true));
        merged.merge(anna, bert, false);
        rest("the merge");
        var moved = moved(merged, before);
        say(
                "the merge at the platform: %d addresses put in, %d taken out (the second of one person); the person is %s",
                moved.added(), moved.removed(), moved.isHeld() ? "held" : "GONE");

        long pushed = meanwhile(plan, story, merged, plain);
        var asOne = Description.of(merged);
        int different = asOne.differencesTo(Description.of(plain)).size();
        say(
                "while they are one: %d of %d things differ",
                different, asOne.said().size());

        // The last ones are on their way while the merge is taken back.
        tell(story.meanwhile(plan.events() / 10, 20 * MINUTE), merged, plain);
        foretell("split", merged, merged.takeBack(anna, bert, true));
        long begin = System.nanoTime();
        merged.takeBack(anna, bert, false);
        strike(plan);
        tell(story.after(40 * MINUTE), merged, plain);
        rest("the split");
        var differences = differences(merged, plain);
        double seconds = (System.nanoTime() - begin) / 1e9;
        report(merged, differences, seconds);
        return new Result(settled, moved, pushed, different, differences, seconds);
    }

    /** The split, the wishes for the pasts and the pasts themselves meet a service that has just died. */
    private void strike(Plan plan) {
        if (plan.strikes()) {
            suite.kill(STRUCK);
            suite.restart(STRUCK);
            say("%s was killed right after the split and started again", STRUCK);
        }
    }

    /** How many additions the platforms got in the world of the mistake. */
    private long meanwhile(Plan plan, Story story, World merged, World plain) throws InterruptedException {
        int first = plan.events() / 2;
        long before = merged.added();
        tell(story.meanwhile(first, 2 * MINUTE), merged, plain);
        tell(story.news(11 * MINUTE), merged, plain);
        rest("half of the events and the second merge");
        for (var world : List.of(merged, plain)) {
            world.allow("anna", "phone_calls");
            world.silence("anna");
        }
        tell(story.meanwhile(plan.events() - first - plan.events() / 10, 12 * MINUTE), merged, plain);
        rest("the other half");
        long pushed = merged.added() - before;
        say("pushed between the merge and its being taken back: %d additions", pushed);
        return pushed;
    }

    private void foretell(String change, World world, JsonNode dryRun) {
        say("%s, dry run: %s", change, dryRun.path("blastRadius"));
        var touched = world.touched(dryRun.path("blastRadius"));
        say(
                "   of these people: segments %s, rows in %d audiences, %d suppressions, %d consents",
                touched.path("segments"),
                touched.path("audiences").size(),
                touched.path("suppressions").asLong(),
                touched.path("consents").asLong());
    }

    private static void tell(List<ObjectNode> calls, World... worlds) {
        for (var world : worlds) {
            world.send(calls);
        }
    }

    private static Moved moved(World world, JsonNode before) {
        var after = world.audience(DIGESTS);
        return new Moved(
                after.path("added").asLong() - before.path("added").asLong(),
                after.path("removed").asLong() - before.path("removed").asLong(),
                world.holdsOneOf(DIGESTS, "anna", "bert"));
    }

    private void rest(String after) throws InterruptedException {
        long begin = System.nanoTime();
        boolean rested = new OpenWork(suite).settles(SETTLES_WITHIN, new Progress(out, false));
        settled &= rested;
        say("%s after %s, in %.1f s", rested ? "at rest" : "NOT AT REST", after, (System.nanoTime() - begin) / 1e9);
    }

    private void requireEqual(World merged, World plain) throws InterruptedException {
        var differences = differences(merged, plain);
        if (!differences.isEmpty()) {
            throw new IllegalStateException("the worlds differ before anything happened: " + differences);
        }
    }

    /** Search shows what was written a moment later. */
    private static List<String> differences(World merged, World plain) throws InterruptedException {
        long deadline = System.nanoTime() + EQUAL_WITHIN.toNanos();
        var differences = Description.of(merged).differencesTo(Description.of(plain));
        while (!differences.isEmpty() && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            differences = Description.of(merged).differencesTo(Description.of(plain));
        }
        return differences;
    }

    private void report(World merged, List<String> differences, double seconds) {
        Description.of(merged)
                .said()
                .forEach((what, value) ->
                        say("   %-20s %s", what, value.length() > 100 ? value.substring(0, 100) + " ..." : value));
        say("from the split to equal worlds: %.1f s; things that differ: %d", seconds, differences.size());
        differences.forEach(it -> say("   %s", it));
    }

    @FormatMethod
    private void say(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }
}
