package io.tributary.ingestion.live;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Flux;

/** How many streams of a tenant are open at the same time. Safe for use by many threads. */
public final class Seats {

    private final int ofATenant;
    private final Map<String, Integer> taken = new ConcurrentHashMap<>();

    public Seats(int ofATenant) {
        this.ofATenant = ofATenant;
    }

    /** As many of the tenant's streams are open as may be. */
    public static final class NoSeat extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private NoSeat() {
            super("no seat", null, false, false);
        }
    }

    /** The stream, which holds a seat from its subscription to its end. Fails with {@link NoSeat} when there is none. */
    public <T> Flux<T> during(String tenant, Flux<T> stream) {
        return Flux.using(() -> take(tenant), seat -> stream, this::leave);
    }

    private String take(String tenant) {
        taken.compute(tenant, (key, count) -> {
            int now = count == null ? 1 : count + 1;
            if (now > ofATenant) {
                throw new NoSeat();
            }
            return now;
        });
        return tenant;
    }

    private void leave(String tenant) {
        taken.computeIfPresent(tenant, (key, count) -> count > 1 ? count - 1 : null);
    }
}
