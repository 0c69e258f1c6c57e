package io.tributary.identity.config;

import io.tributary.identity.adapter.kafka.Lane;
import java.util.Map;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;

/** The running consumers, one container per lane. */
record Lanes(Map<Lane, ConcurrentMessageListenerContainer<String, byte[]>> containers) {

    ConcurrentMessageListenerContainer<String, byte[]> of(Lane lane) {
        var container = containers.get(lane);
        if (container == null) {
            throw new IllegalStateException("there is a container per lane");
        }
        return container;
    }
}
