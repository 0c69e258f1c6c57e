package io.tributary.ingestion.adapter.kafka;

import io.tributary.ingestion.fault.BrokerUnavailable;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** What the broker answers to an administrator, waited for: within half a minute, else {@link BrokerUnavailable}. */
final class AdminAnswers {

    private static final int WITHIN_SECONDS = 30;

    private AdminAnswers() {}

    static Map<TopicPartition, Long> offsets(Admin admin, Collection<TopicPartition> partitions, OffsetSpec which) {
        var asked = partitions.stream().collect(Collectors.toMap(Function.identity(), _ -> which));
        return get(admin.listOffsets(asked).all()).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, it -> it.getValue().offset()));
    }

    static <T> T get(KafkaFuture<T> answer) {
        try {
            return answer.get(WITHIN_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException fault) {
            throw new BrokerUnavailable("the broker did not answer", fault);
        } catch (InterruptedException fault) {
            Thread.currentThread().interrupt();
            throw new BrokerUnavailable("interrupted while the broker was asked", fault);
        }
    }
}
