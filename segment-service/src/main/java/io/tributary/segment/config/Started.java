package io.tributary.segment.config;

import java.util.function.BooleanSupplier;
import org.springframework.context.SmartLifecycle;

/**
 * Something that is started after the context and stopped before it goes, in the order of {@link Phase}. Starting may
 * wait for servers; a context that is only trained with is never started.
 */
final class Started implements SmartLifecycle {

    /** What has to be there before what. */
    enum Phase {
        TOPICS(0),
        VIEWS(1),
        TOPOLOGY(2),
        FEEDS(3),
        REPORTS(4);

        private final int order;

        Phase(int order) {
            this.order = order;
        }
    }

    /** A step that may be interrupted. */
    interface Step {
        void run() throws InterruptedException;
    }

    private final Phase phase;
    private final Step start;
    private final Step stop;
    private final BooleanSupplier running;

    Started(Phase phase, Step start, Step stop, BooleanSupplier running) {
        this.phase = phase;
        this.start = start;
        this.stop = stop;
        this.running = running;
    }

    @Override
    public void start() {
        run(start);
    }

    @Override
    public void stop() {
        run(stop);
    }

    @Override
    public boolean isRunning() {
        return running.getAsBoolean();
    }

    /** Before the web server, which serves only when all of this is on its way. */
    @Override
    public int getPhase() {
        return phase.order;
    }

    private static void run(Step step) {
        try {
            step.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the start was interrupted", e);
        }
    }
}
