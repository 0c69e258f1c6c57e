package io.tributary.gateway.adapter.http.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class DeadlinesTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final Deadlines deadlines = new Deadlines();

    @AfterEach
    void stop() {
        deadlines.close();
    }

    @Test
    void comesNeverEarlyAndSoonAfter() {
        long start = System.nanoTime();

        deadlines.in(Duration.ofMillis(250)).block(LONG);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofMillis(250), LONG);
    }

    @Test
    void comesOnceForEachSubscription() {
        var deadline = deadlines.in(Duration.ofMillis(150));

        assertThat(Mono.zip(deadline, deadline).block(LONG)).isNotNull();
    }

    @Test
    void isForgottenWhenNobodyWaitsAnyMore() {
        var subscription = deadlines.in(LONG).subscribe();

        subscription.dispose();

        // With the next turn of the wheel.
        await().atMost(Duration.ofSeconds(5)).until(() -> deadlines.waiting() == 0);
    }
}
