package io.tributary.segment.config;

import io.tributary.contracts.clock.SuiteClock;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.Disposable;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** The two clocks (suite time for business, real time for everything technical) and the scheduler that may block. */
@Configuration(proxyBeanMethods = false)
class TimeConfig {

    private static final int SEARCHING_THREADS = 2;
    private static final int BLOCKING_THREADS = 16;
    private static final int BLOCKING_QUEUE = 10_000;
    private static final int IDLE_SECONDS = 60;

    @Bean
    Clock realClock() {
        return Clock.systemUTC();
    }

    /** Suite time; the file is there only in a run started with a clock of its own. */
    @Bean(defaultCandidate = false)
    Clock suiteClock(@Qualifier("realClock") Clock realClock, @Value("${cdp.clock.file:}") String file) {
        return file.isEmpty() ? realClock : new SuiteClock(realClock, Path.of(file));
    }

    /** Polls the clock file as long as the context lives. */
    @Bean
    Disposable suiteClockPolling(@Qualifier("suiteClock") Clock suiteClock) {
        return suiteClock instanceof SuiteClock moving
                ? Schedulers.single()
                        .schedulePeriodically(
                                moving::poll, 0, SuiteClock.POLL_INTERVAL.toMillis(), TimeUnit.MILLISECONDS)
                : () -> {};
    }

    /** Where an answer takes thought: two at once, so that nothing else waits for a processor for long. */
    @Bean(destroyMethod = "dispose")
    Scheduler searching() {
        return Schedulers.newBoundedElastic(SEARCHING_THREADS, BLOCKING_QUEUE, "searching");
    }

    /** The only place that blocks: JDBC runs here, on virtual threads, behind a bounded queue. */
    @Bean(destroyMethod = "dispose")
    Scheduler blocking() {
        return Schedulers.newBoundedElastic(
                BLOCKING_THREADS,
                BLOCKING_QUEUE,
                Thread.ofVirtual().name("blocking-", 0).factory(),
                IDLE_SECONDS);
    }
}
