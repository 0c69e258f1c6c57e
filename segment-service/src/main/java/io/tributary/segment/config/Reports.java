package io.tributary.segment.config;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.tributary.segment.adapter.kafka.Tally;
import io.tributary.segment.adapter.kafka.TopologyCounts;
import io.tributary.segment.adapter.kafka.feed.TopologyLag;
import io.tributary.segment.store.BrokerUnavailable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import java.util.stream.StreamSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings what the topology has counted into gauges, once a second. While the stores or the broker do not answer, the
 * last figures stay: a gauge that drops to zero would read as "nothing is left".
 */
final class Reports {

    private static final Logger LOG = LoggerFactory.getLogger(Reports.class);
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration CLOSING = Duration.ofSeconds(6);

    private final TopologyRun run;
    private final TopologyLag lag;
    private final List<Gauged> tallies;
    private final MultiGauge lags;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread = Thread.ofPlatform().name("topology-reports").unstarted(this::report);

    /** One figure of a tally as a gauge per tenant. */
    private record Gauged(MultiGauge gauge, ToLongFunction<Tally> figure) {}

    Reports(TopologyRun run, TopologyLag lag, MeterRegistry registry) {
        this.run = run;
        this.lag = lag;
        this.tallies = List.of(
                gauged(registry, "resolved", Tally::resolved),
                gauged(registry, "applied", Tally::applied),
                gauged(registry, "duplicate", Tally::duplicate),
                gauged(registry, "dropped", Tally::dropped));
        this.lags = MultiGauge.builder("cdp.topology.lag")
                .description("Records that the topology has not committed yet")
                .register(registry);
    }

    void start() {
        thread.start();
    }

    void stop() throws InterruptedException {
        stopping.countDown();
        if (thread.isAlive()) {
            thread.join(CLOSING);
        }
        lag.close();
    }

    boolean isRunning() {
        return thread.isAlive();
    }

    private void report() {
        try {
            while (!stopping.await(EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                reportOnce();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void reportOnce() throws InterruptedException {
        try {
            var streams = run.streams();
            if (streams != null && run.isServing()) {
                var counts = TopologyCounts.read(streams);
                if (!counts.isEmpty()) {
                    tallies.forEach(it -> it.gauge().register(rows("tenant", counts, it.figure()), true));
                }
            }
            lags.register(rows("topic", lag.read(), Long::longValue), true);
        } catch (BrokerUnavailable e) {
            LOG.debug("the topology's figures stay as they are reason={}", e.getMessage());
        } catch (RuntimeException e) {
            // The thread's top: figures are not worth a crash.
            LOG.warn("the topology's figures cannot be read", e);
        }
    }

    private static Gauged gauged(MeterRegistry registry, String name, ToLongFunction<Tally> figure) {
        return new Gauged(
                MultiGauge.builder("cdp.topology." + name)
                        .description("Events of a tenant, exact over crashes; resolved = applied + duplicate + dropped")
                        .register(registry),
                figure);
    }

    private static <T> Iterable<Row<?>> rows(String tag, Map<String, T> figures, ToLongFunction<T> figure) {
        return StreamSupport.stream(figures.entrySet().spliterator(), false)
                .<Row<?>>map(it -> Row.of(Tags.of(tag, it.getKey()), figure.applyAsLong(it.getValue())))
                .toList();
    }
}
