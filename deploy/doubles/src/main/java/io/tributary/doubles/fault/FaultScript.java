package io.tributary.doubles.fault;

import io.tributary.doubles.platform.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The faults that are still to be played, oldest order first. Each matching request uses up one of the first order that
 * fits; deleting the script also lets go of every request that hangs.
 */
public final class FaultScript {

    private static final Duration LONGEST_HANG = Duration.ofMinutes(10);

    private final List<Order> orders = new ArrayList<>();
    private CountDownLatch release = new CountDownLatch(1);

    public synchronized void add(Fault fault) {
        orders.add(new Order(fault, fault.times()));
    }

    public synchronized Optional<Fault> take(String platform, Request request) {
        for (var at = 0; at < orders.size(); at++) {
            var order = orders.get(at);
            if (order.fault.hits(platform, request)) {
                if (order.left == 1) {
                    orders.remove(at);
                } else {
                    orders.set(at, new Order(order.fault, order.left - 1));
                }
                return Optional.of(order.fault);
            }
        }
        return Optional.empty();
    }

    public synchronized List<Order> waiting() {
        return List.copyOf(orders);
    }

    public synchronized void clear() {
        orders.clear();
        release.countDown();
        release = new CountDownLatch(1);
    }

    /** Returns when the time is over or the script was cleared, whichever is first. */
    public void hold(Duration time) throws InterruptedException {
        CountDownLatch current;
        synchronized (this) {
            current = release;
        }
        var longest = time.compareTo(LONGEST_HANG) > 0 ? LONGEST_HANG : time;
        var _ = current.await(longest.toMillis(), TimeUnit.MILLISECONDS);
    }

    public void hang() throws InterruptedException {
        hold(LONGEST_HANG);
    }

    /** A fault and how many more requests it is for. */
    public record Order(Fault fault, int left) {}
}
