package io.tributary.segment.adapter.kafka;

import io.tributary.contracts.topic.RecordKey;
import java.time.Duration;

/**
 * What the clock does for profiles that were taken apart, a bounded piece at a time: goes on applying pasts that have come,
 * one profile after the other, asks again for those that have not, and says how many wait and for how long.
 */
final class RebuildRounds {

    private static final int PIECE = 2_000;
    private static final int PROFILES = 50;
    private static final long ASK_AGAIN_MILLIS = Duration.ofMinutes(10).toMillis();
    private static final long REST_MILLIS = Duration.ofSeconds(1).toMillis();

    private final Rebuilding rebuilding;
    private final OpenRebuilds open;
    private final TopologyProgress progress;
    private final String task;
    private String served = "";
    private String looked = "";
    private long oldest = Long.MAX_VALUE;
    private long restUntil;

    RebuildRounds(Rebuilding rebuilding, OpenRebuilds open, TopologyProgress progress, String task) {
        this.rebuilding = rebuilding;
        this.open = open;
        this.progress = progress;
        this.task = task;
    }

    /** @param now real time in milliseconds */
    void step(long now) {
        goOn();
        if (now >= restUntil) {
            look(now);
        }
        progress.awaiting(task, open.count());
    }

    private void goOn() {
        var next = open.comingAfter(served, PROFILES);
        if (next.profiles().isEmpty() && !served.isEmpty()) {
            served = "";
            next = open.comingAfter(served, PROFILES);
        }
        int left = PIECE;
        for (var profile : next.profiles()) {
            if (left <= 0) {
                return;
            }
            left -= Math.max(1, rebuilding.step(RecordKey.parse(profile), left));
            served = profile;
        }
    }

    private void look(long now) {
        var look = open.waitingAfter(looked, PROFILES);
        for (var profile : look.profiles()) {
            open.waiting(profile).ifPresent(it -> {
                oldest = Math.min(oldest, it.since());
                if (now - it.askedAt() >= ASK_AGAIN_MILLIS) {
                    rebuilding.ask(RecordKey.parse(profile), it.rebuild());
                    open.put(profile, new OpenRebuilds.Waiting(it.since(), now, it.rebuild()));
                }
            });
            looked = profile;
        }
        if (!look.more()) {
            progress.awaitingFor(task, oldest == Long.MAX_VALUE ? 0 : now - oldest);
            looked = "";
            oldest = Long.MAX_VALUE;
            restUntil = now + REST_MILLIS;
        }
    }
}
