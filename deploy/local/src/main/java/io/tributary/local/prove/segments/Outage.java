package io.tributary.local.prove.segments;

import io.tributary.local.prove.segments.Verdict.Stage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Elasticsearch dies and comes back later on the same data, while calls go on. */
final class Outage {

    private static final String SERVER = "elasticsearch";
    private static final Duration FRESH_WITHIN = Duration.ofMinutes(5);
    /** What was on its way when it died is not counted as work of the outage. */
    private static final long ON_ITS_WAY_MILLIS = 2_000;

    private static final long LOOK_MILLIS = 250;
    /** A feed says since when it fails; before that it may have been a batch behind. */
    private static final Duration SINCE_WITHIN = Duration.ofSeconds(30);

    private static final int UNAVAILABLE = 503;

    private final World world;
    private final MembershipFlow flow;
    private final LongSupplier accepted;
    private final Clock real;

    /** @param accepted how many calls have been answered with 2xx */
    Outage(World world, MembershipFlow flow, LongSupplier accepted, Clock real) {
        this.world = world;
        this.flow = flow;
        this.accepted = accepted;
        this.real = real;
    }

    /** What was seen while it lasted. */
    private record Seen(boolean stale, @Nullable Instant since, int preview) {}

    Stage last(Duration length) throws InterruptedException {
        var killedAt = real.instant();
        long begin = System.nanoTime();
        world.suite().kill(SERVER);
        TimeUnit.MILLISECONDS.sleep(ON_ITS_WAY_MILLIS);
        long acceptedBefore = accepted.getAsLong();
        var flowedBefore = flow.counts();
        var seen = look(begin + length.toNanos());
        TimeUnit.NANOSECONDS.sleep(Math.max(0, begin + length.toNanos() - System.nanoTime()));
        var flowed = flow.counts().since(flowedBefore);
        long more = accepted.getAsLong() - acceptedBefore;
        world.suite().startAgain(SERVER);
        double down = secondsSince(begin);
        long back = System.nanoTime();
        var fresh = fresh(back);
        boolean told = seen.stale() && near(killedAt, seen.since()) && seen.preview() == UNAVAILABLE;
        return new Stage(
                "elasticsearch down",
                told && more > 0 && flowed.records() > 0 && fresh.isPresent(),
                String.format(
                        Locale.ROOT,
                        "%.1f s; meanwhile %,d calls accepted, %,d membership records (%,d by the clock), reads %s since %s"
                                + " (killed at %s), preview %d; %s",
                        down,
                        more,
                        flowed.records(),
                        flowed.byClock(),
                        seen.stale() ? "stale" : "NOT STALE",
                        seen.since(),
                        killedAt,
                        seen.preview(),
                        fresh.isPresent()
                                ? String.format(
                                        Locale.ROOT, "fresh %.1f s after it answered again", fresh.getAsDouble())
                                : "NOT FRESH for " + FRESH_WITHIN));
    }

    private Seen look(long until) throws InterruptedException {
        var freshness = world.freshness();
        while (!isStale(freshness) && System.nanoTime() - until < 0) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            freshness = world.freshness();
        }
        var since = freshness.path("since").asString("");
        return new Seen(
                isStale(freshness),
                since.isEmpty() ? null : Instant.parse(since),
                world.preview().status());
    }

    private static boolean isStale(JsonNode freshness) {
        return freshness.path("state").asString("").equals("stale");
    }

    private static boolean near(Instant killedAt, @Nullable Instant since) {
        return since != null && Duration.between(killedAt, since).abs().compareTo(SINCE_WITHIN) <= 0;
    }

    private OptionalDouble fresh(long back) throws InterruptedException {
        while (!world.freshness().path("state").asString("").equals("fresh")) {
            if (System.nanoTime() - back > FRESH_WITHIN.toNanos()) {
                return OptionalDouble.empty();
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        return OptionalDouble.of(secondsSince(back));
    }

    private static double secondsSince(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }
}
