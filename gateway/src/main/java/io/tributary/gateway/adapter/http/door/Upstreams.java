package io.tributary.gateway.adapter.http.door;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.tributary.gateway.route.Kind;
import io.tributary.gateway.route.Upstream;
import java.time.Duration;
import java.util.Map;

/**
 * The guards in front of the services: a breaker for events and one for everything else, so that trouble with one sort
 * of traffic never closes the door to the other, and a time limit.
 */
public final class Upstreams {

    private final CircuitBreakerRegistry breakers;
    private final Map<Upstream, Duration> timeouts;
    private final Duration uploadTimeout;
    private final Deadlines deadlines;

    public Upstreams(
            CircuitBreakerRegistry breakers,
            Map<Upstream, Duration> timeouts,
            Duration uploadTimeout,
            Deadlines deadlines) {
        this.breakers = breakers;
        this.timeouts = Map.copyOf(timeouts);
        this.uploadTimeout = uploadTimeout;
        this.deadlines = deadlines;
    }

    UpstreamGuard guard(Upstream upstream, Kind kind) {
        var timeout = kind == Kind.UPLOAD ? uploadTimeout : timeouts.getOrDefault(upstream, uploadTimeout);
        return new UpstreamGuard(breaker(upstream, kind), timeout, uploadTimeout, deadlines);
    }

    private CircuitBreaker breaker(Upstream upstream, Kind kind) {
        return breakers.circuitBreaker(
                switch (kind) {
                    case COLLECTOR -> upstream.label() + "-collector";
                    case SIGNED, API, UPLOAD -> upstream.label();
                });
    }
}
