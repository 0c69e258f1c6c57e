package io.tributary.identity.linkage;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.identity.linkage.block.Watch;
import io.tributary.identity.linkage.table.RecordTable;
import io.tributary.identity.linkage.table.RecordTable.Pairing;
import io.tributary.identity.suggestion.PeopleTable;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Invented households with the fields that profiles have. */
class PopulationTest {

    private static final long SEED = 7;
    private static final LinkageSettings SETTINGS = new LinkageSettings(1_000, 1_000_000, 200_000, 0.5, 10_000);

    @Test
    void keepsHouseholdsApart() {
        var people = new Population(SEED, 10_000, 0.3);

        var linkage = link(people);

        var pairs = Accuracy.of(linkage.pairs(), people::isOnePerson, people.truePairs());
        System.out.printf("population seed %d: pairs p>=0.5: %s%n", SEED, pairs);
        assertThat(pairs.precision()).isGreaterThan(0.9);
        assertThat(pairs.recall()).isGreaterThan(0.7);
    }

    @Test
    void staysPreciseWhereDuplicatesAreRare() {
        var people = new Population(SEED, 10_000, 0.02);

        var linkage = link(people);

        var pairs = Accuracy.of(linkage.pairs(), people::isOnePerson, people.truePairs());
        System.out.printf("population seed %d, few duplicates: pairs p>=0.5: %s%n", SEED, pairs);
        assertThat(pairs.precision()).isGreaterThan(0.8);
        assertThat(pairs.recall()).isGreaterThan(0.6);
    }

    @Test
    void suggestsNextToNothingWhereNobodyIsThereTwice() {
        var people = new Population(SEED, 10_000, 0);

        var linkage = link(people);

        System.out.printf(
                "population seed %d, no duplicates: %d pairs p>=0.5%n",
                SEED, linkage.pairs().size());
        assertThat(linkage.pairs()).hasSizeLessThan(10);
    }

    @Test
    void givesTheSameForTheSameSeedAndOtherChancesForAnother() {
        var people = new Population(SEED, 2_000, 0.3);

        var once = link(people);
        var again = link(people);
        var other = new Linker(PeopleTable.RULES, SETTINGS)
                .link(table(people), new SplittableRandom(SEED + 1), Watch.NOBODY);

        assertThat(again.report()).isEqualTo(once.report());
        assertThat(again.pairs()).isEqualTo(once.pairs());
        assertThat(other.report()).isNotEqualTo(once.report());
    }

    private static Linkage link(Population people) {
        return new Linker(PeopleTable.RULES, SETTINGS).link(table(people), new SplittableRandom(SEED), Watch.NOBODY);
    }

    private static RecordTable table(Population people) {
        var table = RecordTable.of(Pairing.ANY, PeopleTable.FIELDS);
        people.records().forEach(it -> table.add("profiles", it));
        return table.build();
    }
}
