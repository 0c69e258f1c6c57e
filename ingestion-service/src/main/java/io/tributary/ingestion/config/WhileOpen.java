package io.tributary.ingestion.config;

import io.tributary.ingestion.fault.FaultName;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;

/**
 * Loads something before the door opens, works while it is open, and does something last when it has closed. What cannot be
 * loaded stops the start.
 */
final class WhileOpen implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(WhileOpen.class);

    // After the topics, before the views and the web server.
    private static final int PHASE = -150;
    private static final Duration LOAD_WITHIN = Duration.ofSeconds(60);
    private static final Duration LAST_WITHIN = Duration.ofSeconds(5);

    /** One thing to do, and what is said when it cannot be done. */
    record Task(Supplier<Mono<Void>> work, String otherwise) {

        static Task none() {
            return new Task(Mono::empty, "");
        }

        private void await(Duration atMost) {
            try {
                work.get().toFuture().get(atMost.toSeconds(), TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException | TimeoutException e) {
                throw new IllegalStateException(otherwise, e);
            }
        }
    }

    private final Task load;
    private final Supplier<List<Disposable>> begin;
    private final Task last;
    private Disposable.@Nullable Composite work;

    /** @param begin starts what goes on until it is disposed of */
    WhileOpen(Task load, Supplier<List<Disposable>> begin, Task last) {
        this.load = load;
        this.begin = begin;
        this.last = last;
    }

    @Override
    public void start() {
        load.await(LOAD_WITHIN);
        work = Disposables.composite(begin.get());
    }

    @Override
    public void stop() {
        if (work != null) {
            work.dispose();
            work = null;
            try {
                last.await(LAST_WITHIN);
            } catch (IllegalStateException e) {
                LOG.warn("{}: {}", last.otherwise(), FaultName.of(e));
            }
        }
    }

    @Override
    public boolean isRunning() {
        return work != null;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
