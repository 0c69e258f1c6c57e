package io.tributary.simulator.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WorldTest {

    private static final World WORLD = World.of(WorldShape.published(), 1);

    @Test
    void isTheSameForTheSameSeedAndAnotherForAnother() {
        assertThat(World.of(WorldShape.published(), 1).events()).isEqualTo(WORLD.events());
        assertThat(World.of(WorldShape.published(), 2).events()).isNotEqualTo(WORLD.events());
    }

    @Test
    void hasAsManyPeopleAndEventsAsThePublishedOne() {
        assertThat(WORLD.events().stream().map(Happening::person).distinct()).hasSize(20_000);
        assertThat((double) WORLD.events().size()).isCloseTo(150_052, within(1_500.0));
    }

    @Test
    void tellsItsEventsInTheOrderOfTimeAndNamesTheStrongestFirst() {
        assertThat(WORLD.events()).isSortedAccordingTo(Comparator.comparingLong(Happening::at));
        assertThat(WORLD.events())
                .allSatisfy(it -> assertThat(it.ids()).isSortedAccordingTo(Comparator.comparing(Id::kind)));
    }

    @Test
    void hasThePublishedTroubleInIt() {
        assertThat(share(it -> it.value().startsWith("kiosk"), it -> it.kind() == Kind.DEVICE))
                .isCloseTo(0.004, within(0.001));
        assertThat(share(Id.TEST_EMAIL::equals, it -> it.kind() == Kind.EMAIL)).isCloseTo(0.01, within(0.003));
        assertThat(share(Id.ZERO_PHONE::equals, it -> it.kind() == Kind.PHONE)).isCloseTo(0.01, within(0.003));
    }

    @Test
    void handsARecycledPhoneOnOnceAndForAll() {
        var usersOf = new TreeMap<String, List<Integer>>();
        for (var event : WORLD.events()) {
            event.ids().stream()
                    .filter(it -> it.kind() == Kind.PHONE && !it.equals(Id.ZERO_PHONE) && !isHomes(it))
                    .forEach(it -> usersOf.computeIfAbsent(it.value(), _ -> new ArrayList<>())
                            .add(event.person()));
        }

        var recycled = usersOf.values().stream()
                .map(WorldTest::turns)
                .filter(it -> it.size() > 1)
                .toList();
        assertThat(recycled).isNotEmpty().allSatisfy(it -> assertThat(it).doesNotHaveDuplicates());
    }

    /** A home's phone is numbered by its first member, a person's from a hundred thousand on. */
    private static boolean isHomes(Id phone) {
        return phone.value().startsWith("+49151100");
    }

    /** The users in the order of time, each run of the same one once. */
    private static List<Integer> turns(List<Integer> users) {
        return IntStream.range(0, users.size())
                .filter(it -> it == 0 || !users.get(it).equals(users.get(it - 1)))
                .mapToObj(users::get)
                .toList();
    }

    private static double share(Predicate<Id> wanted, Predicate<Id> among) {
        var all = WORLD.events().stream()
                .flatMap(it -> it.ids().stream())
                .filter(among)
                .toList();
        return all.stream().filter(wanted).count() / (double) all.size();
    }
}
