package io.tributary.bench.topology;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tributary.bench.rules.Lives;
import io.tributary.contracts.v1.ResolvedEvent;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

class TrafficTest {

    private final Traffic traffic = new Traffic("acme", new Lives(1), () -> 3, 1, InstantSource.system());

    @Test
    void writesTwoInAHundredASecondTime() throws InvalidProtocolBufferException {
        var ids = new ArrayList<String>();
        var run = traffic.run();
        for (int i = 0; i < 200; i++) {
            ids.add(ResolvedEvent.parseFrom(run.next().value()).getEvent().getMessageId());
        }

        assertThat(traffic.written()).isEqualTo(200);
        assertThat(traffic.copies()).isEqualTo(4);
        assertThat(new HashSet<>(ids)).hasSize(196);
    }

    @Test
    void keysEventsByMessageAsIdentityDoes() throws InvalidProtocolBufferException {
        var run = traffic.run();

        var event = run.next();

        assertThat(event.key()).isEqualTo("acme/" + run.name() + "000000000000");
        assertThat(ResolvedEvent.parseFrom(event.value()).getProfileId()).isEqualTo(Lives.profileId(2));
    }
}
