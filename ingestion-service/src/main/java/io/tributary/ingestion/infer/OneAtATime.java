package io.tributary.ingestion.infer;

import io.tributary.ingestion.job.Background;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Runs one work at a time in this process, and keeps a bounded number waiting, one of each tenant, first come first. */
final class OneAtATime {

    private final int most;
    private final Background background;
    private final Set<String> tenants = new HashSet<>();
    private final Queue<Work> waiting = new ArrayDeque<>();
    private boolean running;

    private record Work(String tenant, Mono<?> work) {}

    /** How a tenant stands. */
    enum Admission {
        ADMITTED,
        THERE_ALREADY,
        FULL
    }

    /** @param most how many wait or run */
    OneAtATime(int most, Background background) {
        this.most = most;
        this.background = background;
    }

    /** Whoever is admitted must {@link #run} or {@link #leave}. */
    synchronized Admission admit(String tenant) {
        if (tenants.contains(tenant)) {
            return Admission.THERE_ALREADY;
        }
        if (tenants.size() >= most) {
            return Admission.FULL;
        }
        tenants.add(tenant);
        return Admission.ADMITTED;
    }

    void run(String tenant, Mono<?> work) {
        synchronized (this) {
            waiting.add(new Work(tenant, work));
        }
        next();
    }

    synchronized void leave(String tenant) {
        tenants.remove(tenant);
    }

    private void next() {
        var work = take();
        if (work != null) {
            background.run(work.work, () -> ended(work));
        }
    }

    private synchronized @Nullable Work take() {
        var work = running ? null : waiting.poll();
        running = running || work != null;
        return work;
    }

    private void ended(Work work) {
        synchronized (this) {
            running = false;
            tenants.remove(work.tenant);
        }
        next();
    }
}
