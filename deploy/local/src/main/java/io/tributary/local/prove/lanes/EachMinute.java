package io.tributary.local.prove.lanes;

import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Says every minute how live events fared, for who watches an import that takes hours. */
final class EachMinute implements AutoCloseable {

    // The last ones are still under way when a minute is over.
    private static final int SECONDS_AGO = 15;

    private final ScheduledExecutorService clockwork = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("each-minute").factory());
    private final LiveTraffic traffic;
    private final int perSecond;
    private final PrintStream out;
    private int told;

    EachMinute(LiveTraffic traffic, int perSecond, PrintStream out) {
        this.traffic = traffic;
        this.perSecond = perSecond;
        this.out = out;
        this.told = traffic.pings().size();
    }

    void start() {
        var ignored = clockwork.scheduleAtFixedRate(this::tell, SECONDS_AGO + 60, 60, TimeUnit.SECONDS);
    }

    private void tell() {
        var all = traffic.pings();
        int end = Math.max(told, all.size() - SECONDS_AGO * perSecond);
        var minute = new Phase("", all.subList(told, end));
        told = end;
        out.println(String.format(
                Locale.ROOT,
                "  %,d live events: p50 %.0f, p99 %.0f ms to the segment; %d not accepted, %d not there yet",
                minute.pings().size(),
                minute.percentile(Ping::segmentedMillis, 50),
                minute.percentile(Ping::segmentedMillis, 99),
                minute.notAccepted(),
                minute.lost()));
    }

    @Override
    public void close() {
        clockwork.shutdownNow();
    }
}
