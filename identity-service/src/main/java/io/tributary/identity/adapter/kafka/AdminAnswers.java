package io.tributary.identity.adapter.kafka;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaFuture;

/** What a broker's administration answers, waited for shortly: who decides by it must soon know that it cannot tell. */
final class AdminAnswers {

    static final Duration WITHIN = Duration.ofSeconds(2);

    private AdminAnswers() {}

    static <T> T of(KafkaFuture<T> asked) throws ExecutionException, InterruptedException, TimeoutException {
        return asked.get(WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    }
}
