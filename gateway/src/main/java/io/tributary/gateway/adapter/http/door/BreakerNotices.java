package io.tributary.gateway.adapter.http.door;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.tributary.gateway.notice.Notice;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The services that the gateway does not call now, or only tries, and since when. */
public final class BreakerNotices implements Supplier<List<Notice>> {

    private final CircuitBreakerRegistry breakers;
    private final InstantSource clock;
    private final ConcurrentHashMap<String, Instant> openSince = new ConcurrentHashMap<>();

    public BreakerNotices(CircuitBreakerRegistry breakers, InstantSource clock) {
        this.breakers = breakers;
        this.clock = clock;
        breakers.getAllCircuitBreakers().forEach(this::watch);
        breakers.getEventPublisher().onEntryAdded(added -> watch(added.getAddedEntry()));
    }

    private void watch(CircuitBreaker breaker) {
        breaker.getEventPublisher().onStateTransition(event -> {
            switch (event.getStateTransition().getToState()) {
                case CLOSED, DISABLED, METRICS_ONLY -> openSince.remove(breaker.getName());
                case OPEN, HALF_OPEN, FORCED_OPEN -> openSince.putIfAbsent(breaker.getName(), clock.instant());
            }
        });
    }

    @Override
    public List<Notice> get() {
        return breakers.getAllCircuitBreakers().stream()
                .flatMap(it -> notice(it).stream())
                .sorted(Comparator.comparing(Notice::subject))
                .toList();
    }

    private Optional<Notice> notice(CircuitBreaker breaker) {
        return switch (breaker.getState()) {
            case CLOSED, DISABLED, METRICS_ONLY -> Optional.empty();
            case OPEN, FORCED_OPEN ->
                Optional.of(
                        notice(
                                breaker,
                                Notice.State.STOPPED,
                                "The service does not answer: see its log and its /actuator/health; senders may simply retry."));
            case HALF_OPEN ->
                Optional.of(notice(breaker, Notice.State.PROBING, "Nothing: a few calls show whether it is back."));
        };
    }

    private Notice notice(CircuitBreaker breaker, Notice.State state, String whatToDo) {
        var since = openSince.getOrDefault(breaker.getName(), clock.instant());
        return new Notice(breaker.getName(), state, since, whatToDo);
    }
}
