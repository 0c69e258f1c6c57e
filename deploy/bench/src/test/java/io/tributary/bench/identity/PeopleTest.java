package io.tributary.bench.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.contracts.v1.AcceptedEvent;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeopleTest {

    private final People people = new People("of-40", 1, InstantSource.system());

    @Test
    void introducesPeopleUntilThereAreEnoughIdentifiers() {
        int introduced = 0;
        while (people.isFewerThan(40)) {
            people.introduction();
            introduced++;
        }

        assertThat(introduced).isEqualTo(10);
        assertThat(people.identifiers()).isEqualTo(40);
    }

    @Test
    void introducesWithFourIdentifiers() {
        people.introduction();
        var second = people.introduction();

        assertThat(second.getUserId()).isEqualTo("user-00000001");
        assertThat(second.getAnonymousId()).isEqualTo("anon-00000001");
        assertThat(second.getTraits().toStringUtf8())
                .isEqualTo("{\"email\":\"user00000001@mail.example\",\"phone\":\"+491700000001\"}");
    }

    @ParameterizedTest
    @CsvSource({"0.05, 10", "0.5, 100", "0, 0", "1, 200"})
    void bringsExactlyTheShareOfNewPeople(double share, int expected) {
        var known = new HashSet<String>();
        for (int i = 0; i < 50; i++) {
            known.add(people.introduction().getUserId());
        }
        var run = people.run(share);

        var unknown = events(run, 200)
                .map(AcceptedEvent::getUserId)
                .filter(known::add)
                .count();

        assertThat(unknown).isEqualTo(expected);
        assertThat(people.identifiers()).isEqualTo(50 * 4 + 2L * expected);
    }

    @Test
    void drawsOnlyWhoWasKnownWhenTheRunBegan() {
        IntStream.range(0, 10).forEach(_ -> people.introduction());
        var run = people.run(0.5);

        var drawn = events(run, 400)
                .map(AcceptedEvent::getUserId)
                .filter(it -> it.compareTo("user-00000010") < 0)
                .toList();

        assertThat(drawn).hasSize(200);
        assertThat(new HashSet<>(drawn)).hasSize(10);
    }

    @Test
    void givesEachEventAMessageIdOfItsOwn() {
        var ids = Stream.concat(Stream.of(people.introduction()), events(people.run(0.5), 100))
                .map(AcceptedEvent::getMessageId)
                .toList();

        assertThat(new HashSet<>(ids)).hasSize(101);
    }

    private static Stream<AcceptedEvent> events(People.Run run, int howMany) {
        return IntStream.range(0, howMany).mapToObj(_ -> run.event()).toList().stream();
    }

    @Test
    void namesTheIdentifiersOfAnEvent() {
        assertThat(People.identifiersOf(7)).isEqualTo(List.of("user-00000007", "anon-00000007"));
    }
}
