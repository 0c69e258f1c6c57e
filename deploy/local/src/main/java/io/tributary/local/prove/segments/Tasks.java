package io.tributary.local.prove.segments;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;

/** How the topology's work is shared out between its instances, as the broker knows it. */
final class Tasks implements AutoCloseable {

    private static final String GROUP = "cdp-segment";
    private static final long TIMEOUT_SECONDS = 10;
    private static final long LOOK_MILLIS = 250;

    private final Admin admin;

    Tasks(String bootstrap) {
        this.admin = Admin.create(Map.of("bootstrap.servers", bootstrap));
    }

    /** How many partitions each stream thread that has any reads; empty while the broker does not say. */
    List<Integer> shares() throws InterruptedException {
        try {
            return admin
                    .describeConsumerGroups(List.of(GROUP))
                    .all()
                    .get(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                    .values()
                    .stream()
                    .flatMap(it -> it.members().stream())
                    .map(it -> it.assignment().topicPartitions().size())
                    .filter(it -> it > 0)
                    .sorted()
                    .toList();
        } catch (ExecutionException | TimeoutException e) {
            return List.of();
        }
    }

    /** Waits until so many threads have work of their own; false when it takes longer. */
    boolean awaitThreads(int threads, Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (shares().size() != threads) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        return true;
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(5));
    }
}
