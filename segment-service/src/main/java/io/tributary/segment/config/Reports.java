package io.tributary.segment.config;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.segment.adapter.kafka.Tally;
import io.tributary.segment.adapter.kafka.TopologyCounts;
import io.tributary.segment.adapter.kafka.feed.TopologyLag;
import io.tributary.segment.store.BrokerUnavailable;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings what the topology has counted into gauges, once a second. While the stores or the broker do not answer, the
 * last figures stay: a gauge that drops to zero would read as "nothing is left". The lag is read before the counts, so
 * that counts beside a lag of zero hold everything that the lag speaks of.
 */
final class Reports {

    private static final Logger LOG = LoggerFactory.getLogger(Reports.class);
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration CLOSING = Duration.ofSeconds(6);

    private final TopologyRun run;
    private final TopologyLag lag;
    private final MeterRegistry registry;
    private final Map<String, Tally> tallies = new ConcurrentHashMap<>();
    private final Map<String, Long> lags = new ConcurrentHashMap<>();
    private final Counter rounds;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread = Thread.ofPlatform().name("topology-reports").unstarted(this::report);

    Reports(TopologyRun run, TopologyLag lag, MeterRegistry registry) {
        this.run = run;
        this.lag = lag;
        this.registry = registry;
        this.rounds = Counter.builder("cdp.topology.reports")
                .description("Rounds in which every figure was read; the figures are old while this stands still")
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
            run.restartIfFailed();
            var open = lag.read();
            var streams = run.streams();
            if (streams != null && run.isServing()) {
                TopologyCounts.read(streams).forEach(this::tell);
                rounds.increment();
            }
            open.forEach(this::tell);
        } catch (BrokerUnavailable e) {
            LOG.debug("the topology's figures stay as they are reason={}", e.getMessage());
        } catch (RuntimeException e) {
            // The thread's top: figures are not worth a crash.
            LOG.warn("the topology's figures cannot be read", e);
        }
    }

    /** Each gauge is registered once and reads the newest figure: a scrape never meets one that is being replaced. */
    private void tell(String tenant, Tally tally) {
        if (tallies.put(tenant, tally) == null) {
            gauge(tenant, "resolved", Tally::resolved);
            gauge(tenant, "applied", Tally::applied);
            gauge(tenant, "duplicate", Tally::duplicate);
            gauge(tenant, "dropped", Tally::dropped);
        }
    }

    private void gauge(String tenant, String name, ToLongFunction<Tally> figure) {
        Gauge.builder("cdp.topology." + name, tallies, it -> {
                    var tally = it.get(tenant);
                    return tally == null ? 0 : figure.applyAsLong(tally);
                })
                .description("Events of a tenant, exact over crashes; resolved = applied + duplicate + dropped")
                .tag("tenant", tenant)
                .register(registry);
    }

    private void tell(String topic, Long open) {
        if (lags.put(topic, open) == null) {
            Gauge.builder("cdp.topology.lag", lags, it -> it.getOrDefault(topic, 0L))
                    .description("Records that the topology has not committed yet")
                    .tag("topic", topic)
                    .register(registry);
        }
    }
}
