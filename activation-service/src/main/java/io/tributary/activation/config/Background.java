package io.tributary.activation.config;

import io.tributary.activation.adapter.kafka.TenantsReader;
import io.tributary.activation.adapter.kafka.TopicsReady;
import io.tributary.activation.audience.DispatchRuns;
import io.tributary.activation.suppression.Outbox;
import io.tributary.activation.suppression.Suppressions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.stereotype.Component;

/** What runs beside the requests, from the moment that the topics are ready to the moment that the service ends. */
@Component
class Background implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Background.class);
    private static final Duration TICK = Duration.ofMillis(300);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int OUTBOX_BATCH = 500;
    private static final int ATTEMPTS = 90;

    private final TopicsReady topicsReady;
    private final List<ConcurrentMessageListenerContainer<String, byte[]>> intakes;
    private final TenantsReader tenantsReader;
    private final DispatchRuns dispatchRuns;
    private final Suppressions suppressions;
    private final Outbox outbox;
    private final Outbox.Sender sender;
    private final StopSignal stop;
    private final ExecutorService threads;
    private final Clock suiteClock;
    private final ConfigurableApplicationContext context;
    private final Housekeeping housekeeping;
    private final ErasureRounds forgetting;
    private final boolean training;
    private volatile boolean serving;
    private volatile boolean running;

    Background(
            TopicsReady topicsReady,
            List<ConcurrentMessageListenerContainer<String, byte[]>> intakes,
            TenantsReader tenantsReader,
            DispatchRuns dispatchRuns,
            Suppressions suppressions,
            Outbox outbox,
            Outbox.Sender sender,
            StopSignal stop,
            ExecutorService backgroundThreads,
            @Qualifier("suiteClock") Clock suiteClock,
            ConfigurableApplicationContext context,
            Housekeeping housekeeping,
            ErasureRounds forgetting,
            @Value("${cdp.training:false}") boolean training) {
        this.topicsReady = topicsReady;
        this.intakes = List.copyOf(intakes);
        this.tenantsReader = tenantsReader;
        this.dispatchRuns = dispatchRuns;
        this.suppressions = suppressions;
        this.outbox = outbox;
        this.sender = sender;
        this.stop = stop;
        this.threads = backgroundThreads;
        this.suiteClock = suiteClock;
        this.context = context;
        this.training = training;
        this.housekeeping = housekeeping;
        this.forgetting = forgetting;
    }

    /** Whether the topics are there and everything is being consumed. */
    boolean isServing() {
        return serving && intakes.stream().allMatch(ConcurrentMessageListenerContainer::isRunning);
    }

    @Override
    public void start() {
        running = true;
        if (!training) {
            threads.execute(this::begin);
        }
    }

    private void begin() {
        for (int attempt = 1; !stop.isStopping(); attempt++) {
            switch (topicsReady.ensure(KafkaConfig.TOPICS)) {
                case TopicsReady.Readiness.Ready _ -> {
                    serve();
                    return;
                }
                case TopicsReady.Readiness.Refused refused -> {
                    LOG.error("start refused: {}", refused.reason());
                    leave();
                    return;
                }
                case TopicsReady.Readiness.NotYet notYet -> {
                    if (attempt == ATTEMPTS) {
                        LOG.error("start given up: the broker does not answer ({})", notYet.reason());
                        leave();
                        return;
                    }
                    stop.forAbout(PATIENCE);
                }
            }
        }
    }

    /** On a thread of its own: closing the context waits for the threads of the background. */
    private void leave() {
        Thread.ofPlatform().start(() -> System.exit(SpringApplication.exit(context, () -> 1)));
    }

    private void serve() {
        intakes.forEach(ConcurrentMessageListenerContainer::start);
        threads.execute(() -> again("tenants", PATIENCE, () -> tenantsReader.run(stop::isStopping)));
        threads.execute(() -> again("runs", TICK, dispatchRuns::tick));
        threads.execute(() -> again("erasures", TICK, forgetting::round));
        threads.execute(() -> again("outbox", TICK, this::relay));
        threads.execute(() -> again("suppression times", PATIENCE, () -> suppressions.passTime(suiteClock.instant())));
        threads.execute(() -> again("measuring", PATIENCE, housekeeping::measure));
        threads.execute(() -> again("forgetting", HOUR, housekeeping::forget));
        serving = true;
        LOG.info("serving");
    }

    private void relay() {
        while (!stop.isStopping() && outbox.relay(OUTBOX_BATCH, sender) == OUTBOX_BATCH) {
            LOG.debug("more waits in the outbox");
        }
    }

    /** The top of a thread: what fails is said once a round and tried again. */
    private void again(String what, Duration wait, Runnable round) {
        do {
            try {
                round.run();
            } catch (Exception e) {
                LOG.warn("{} failed and is tried again: {}", what, e.toString());
                stop.forAbout(PATIENCE);
            }
        } while (stop.forAbout(wait));
    }

    @Override
    public void stop() {
        stop.stop();
        serving = false;
        intakes.forEach(ConcurrentMessageListenerContainer::stop);
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
