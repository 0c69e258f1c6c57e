package io.tributary.bench.preview;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.contracts.v1.CallType;
import io.tributary.contracts.v1.ContactIdentifier;
import io.tributary.contracts.v1.ResolvedEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CrowdTest {

    private static final long NOW = Instant.parse("2026-11-28T12:00:00Z").toEpochMilli();
    private static final int EVENTS = 6;

    private final Crowd crowd = new Crowd("acme", 7, EVENTS, NOW);

    @Test
    void tellsTheSameOfAPersonEachTime() {
        assertThat(new Crowd("acme", 7, EVENTS, NOW).tell(42)).isEqualTo(crowd.tell(42));
        assertThat(new Crowd("acme", 8, EVENTS, NOW).tell(42)).isNotEqualTo(crowd.tell(42));
    }

    @Test
    void tellsOfNobodyTwice() {
        var people = IntStream.range(0, 1_000).mapToObj(crowd::tell).toList();

        assertThat(people).extracting(Crowd.Told::profileId).doesNotHaveDuplicates();
        assertThat(people.stream().flatMap(it -> it.events().stream()))
                .extracting(it -> it.getEvent().getMessageId())
                .hasSize(1_000 * EVENTS)
                .doesNotHaveDuplicates();
    }

    @Test
    void introducesAPersonAndThenTellsOfTracksOfTheLastNinetyDays() {
        var told = crowd.tell(3);

        assertThat(told.events())
                .extracting(it -> it.getEvent().getType())
                .startsWith(CallType.IDENTIFY)
                .hasSize(EVENTS);
        assertThat(told.events())
                .allSatisfy(it -> assertThat(it.getProfileId()).isEqualTo(told.profileId()))
                .extracting(CrowdTest::time)
                .allMatch(it -> it <= NOW && it >= NOW - Duration.ofDays(90).toMillis());
        assertThat(told.contact().getContact().getIdentifiersList())
                .extracting(ContactIdentifier::getValue)
                .containsExactly("user-00000003", "user-00000003@mail.example");
    }

    private static long time(ResolvedEvent event) {
        return event.getEvent().getTimes().getTimestamp();
    }
}
