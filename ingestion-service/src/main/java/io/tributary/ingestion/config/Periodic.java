package io.tributary.ingestion.config;

import io.tributary.ingestion.fault.FaultName;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Small work that is done again and again, never twice at a time; what fails is done with the next turn. */
final class Periodic {

    private static final Logger LOG = LoggerFactory.getLogger(Periodic.class);

    private Periodic() {}

    static Disposable every(Duration interval, Mono<?> task) {
        return Flux.interval(interval)
                .onBackpressureDrop()
                .concatMap(tick -> task.then().onErrorResume(fault -> {
                    LOG.warn("periodic work failed, it will be repeated: {}", FaultName.of(fault));
                    return Mono.empty();
                }))
                .subscribe();
    }
}
