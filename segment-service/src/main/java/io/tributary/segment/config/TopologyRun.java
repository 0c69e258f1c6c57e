package io.tributary.segment.config;

import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of the topology. A thread that fails is replaced, because the cause is a broker or a disk that comes back:
 * exactly-once lets the work since the last commit be done again.
 */
final class TopologyRun {

    private static final Logger LOG = LoggerFactory.getLogger(TopologyRun.class);
    private static final Duration CLOSING = Duration.ofSeconds(20);

    private final Topology topology;
    private final Properties settings;
    private final AtomicReference<@Nullable KafkaStreams> current = new AtomicReference<>();

    TopologyRun(Topology topology, Properties settings) {
        this.topology = topology;
        this.settings = settings;
    }

    void start() {
        var streams = new KafkaStreams(topology, settings);
        streams.setUncaughtExceptionHandler(failure -> {
            LOG.warn("a topology thread failed and is replaced reason={}", failure.toString());
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        });
        streams.setStateListener((now, before) -> LOG.info("topology state={} before={}", now, before));
        current.set(streams);
        streams.start();
    }

    /** A client that gave up, as after the loss of its global stores, is started anew. */
    void restartIfFailed() {
        var streams = current.get();
        if (streams != null && streams.state() == KafkaStreams.State.ERROR) {
            LOG.warn("the topology gave up and is started anew");
            streams.close(CLOSING);
            start();
        }
    }

    void stop() {
        var streams = current.getAndSet(null);
        if (streams != null) {
            streams.close(CLOSING);
        }
    }

    @Nullable
    KafkaStreams streams() {
        return current.get();
    }

    /** Restored, and owning its partitions. */
    boolean isServing() {
        var streams = current.get();
        return streams != null && streams.state() == KafkaStreams.State.RUNNING;
    }

    boolean isStarted() {
        return current.get() != null;
    }
}
