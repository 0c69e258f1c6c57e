package io.tributary.activation.audience;

import io.tributary.activation.delivery.Ids;
import io.tributary.activation.tenant.Tenants;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the runs that are due, each audience on a thread of its own and never twice at once. A destination has a
 * bounded share of the threads, so a slow one cannot take them all.
 */
public final class DispatchRuns {

    private static final Logger LOG = LoggerFactory.getLogger(DispatchRuns.class);
    private static final int LOOK_AHEAD = 200;

    private final Audiences audiences;
    private final Runs runs;
    private final SyncAudience syncAudience;
    private final Tenants tenants;
    private final Ids ids;
    private final Clock realClock;
    private final Options options;
    private final ExecutorService threads;
    private final Listener listener;
    private final String holder;
    private final Set<String> busy = ConcurrentHashMap.newKeySet();
    private final ConcurrentHashMap<String, Semaphore> shares = new ConcurrentHashMap<>();
    private final Semaphore all;

    /** How eager and how wide. */
    public record Options(Duration debounce, int maxRuns, int maxRunsPerDestination) {}

    /** Is told about every run that ended and was stored. */
    public interface Listener {
        void ended(Audience audience, Run run);
    }

    public DispatchRuns(
            Audiences audiences,
            Runs runs,
            SyncAudience syncAudience,
            Tenants tenants,
            Ids ids,
            Clock realClock,
            Options options,
            ExecutorService threads,
            Listener listener) {
        this.audiences = audiences;
        this.runs = runs;
        this.syncAudience = syncAudience;
        this.tenants = tenants;
        this.ids = ids;
        this.realClock = realClock;
        this.options = options;
        this.threads = threads;
        this.listener = listener;
        this.holder = ids.next("inst");
        this.all = new Semaphore(options.maxRuns());
    }

    /** Looks once. */
    public void tick() {
        var now = realClock.instant();
        for (var audience : audiences.due(now, now.minus(options.debounce()), LOOK_AHEAD)) {
            if (!tenants.refuses(audience.tenant()) && busy.add(audience.id())) {
                start(audience);
            }
        }
    }

    private void start(Audience audience) {
        var share =
                shares.computeIfAbsent(audience.destinationId(), _ -> new Semaphore(options.maxRunsPerDestination()));
        if (!all.tryAcquire()) {
            busy.remove(audience.id());
            return;
        }
        if (!share.tryAcquire()) {
            all.release();
            busy.remove(audience.id());
            return;
        }
        threads.execute(() -> {
            try {
                run(audience);
            } finally {
                share.release();
                all.release();
                busy.remove(audience.id());
            }
        });
    }

    private void run(Audience audience) {
        try {
            var run = runs.queued(audience.id()).map(this::begun).orElseGet(() -> streamed(audience));
            syncAudience.sync(audience, run, holder).ifPresent(it -> listener.ended(audience, it));
        } catch (Exception e) {
            // The top of this thread: the marks are still there, the next tick tries again.
            LOG.warn("run failed tenant={} audience={}", audience.tenant(), audience.id(), e);
        }
    }

    private Run begun(Run queued) {
        return new Run(
                queued.id(),
                queued.tenant(),
                queued.audienceId(),
                Run.State.RUNNING,
                queued.trigger(),
                queued.dryRun(),
                queued.confirmed(),
                realClock.instant(),
                null,
                RunCounts.none(),
                "");
    }

    private Run streamed(Audience audience) {
        return new Run(
                ids.next("run"),
                audience.tenant(),
                audience.id(),
                Run.State.RUNNING,
                audience.streaming() ? Run.Trigger.CHANGES : Run.Trigger.SCHEDULE,
                false,
                false,
                realClock.instant(),
                null,
                RunCounts.none(),
                "");
    }
}
