package io.tributary.identity.linkage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tributary.identity.linkage.block.BlockingRule;
import io.tributary.identity.linkage.block.Watch;
import io.tributary.identity.linkage.table.LinkField;
import io.tributary.identity.linkage.table.RecordTable;
import io.tributary.identity.linkage.table.RecordTable.Pairing;
import io.tributary.identity.suggestion.PeopleTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LinkerTest {

    private static final long SEED = 11;

    private static final LinkageSettings SETTINGS = new LinkageSettings(1_000, 1_000_000, 100_000, 0.5, 10_000);

    private static final Population PEOPLE = new Population(SEED, 3_000, 0.4);
    private static final Linkage LINKAGE = link(PEOPLE.records());

    private static Linkage link(List<Map<String, List<String>>> records) {
        return new Linker(PeopleTable.RULES, SETTINGS).link(table(records), new SplittableRandom(SEED), Watch.NOBODY);
    }

    private static RecordTable table(List<Map<String, List<String>>> records) {
        var table = RecordTable.of(Pairing.ANY, PeopleTable.FIELDS);
        records.forEach(it -> table.add("", it));
        return table.build();
    }

    @Test
    void explainsEveryPairWithStepsThatAddUpToItsScore() {
        assertThat(LINKAGE.pairs()).isNotEmpty().allSatisfy(it -> {
            var waterfall = LINKAGE.explain(it.left(), it.right());
            assertThat(waterfall.bits()).isCloseTo(it.bits(), within(1e-9));
            assertThat(waterfall.prior()).isNegative();
        });
    }

    @Test
    void countsAFieldWithoutAValueAsNothing() {
        int steps = 0;
        for (var pair : LINKAGE.pairs()) {
            for (var step : LINKAGE.explain(pair.left(), pair.right()).steps()) {
                if (hasValue(step.field(), pair.left()) && hasValue(step.field(), pair.right())) {
                    assertThat(step.level()).isNotEqualTo(Waterfall.NO_VALUE);
                } else if (!step.level().equals(Waterfall.SAME_BLOCK)) {
                    assertThat(step.level()).isEqualTo(Waterfall.NO_VALUE);
                    assertThat(step.bits()).isZero();
                    steps++;
                }
            }
        }
        assertThat(steps).isPositive();
    }

    private boolean hasValue(String field, int row) {
        return PEOPLE.records().get(row).containsKey(field);
    }

    @Test
    void givesTheStrongestFirstAndNoneBelowTheThreshold() {
        var bits = LINKAGE.pairs().stream().map(ScoredPair::bits).toList();

        assertThat(bits).isSortedAccordingTo((one, other) -> Double.compare(other, one));
        assertThat(LINKAGE.pairs()).allMatch(it -> it.probability() >= 0.5);
    }

    @Test
    void keepsTheStrongestWhenThereIsNoRoomForAll() {
        var bounded = new Linker(PeopleTable.RULES, SETTINGS.keeping(0.5, 20))
                .link(table(PEOPLE.records()), new SplittableRandom(SEED), Watch.NOBODY);

        assertThat(bounded.pairs()).isEqualTo(LINKAGE.pairs().subList(0, 20));
        assertThat(bounded.report().left().pairs()).isEqualTo(LINKAGE.pairs().size() - 20);
    }

    @Test
    void weighsAnAgreementOnARareNameMore() {
        var rare = new ArrayList<Double>();
        var frequent = new ArrayList<Double>();
        var frequencies = new HashMap<String, Integer>();
        PEOPLE.records().forEach(it -> familyName(it).ifPresent(name -> frequencies.merge(name, 1, Integer::sum)));
        for (var pair : LINKAGE.pairs()) {
            var name = familyName(PEOPLE.records().get(pair.left()));
            var step = LINKAGE.explain(pair.left(), pair.right()).steps().stream()
                    .filter(it -> it.field().equals("family_name") && it.level().equals("exact") && it.bits() > 0)
                    .findFirst();
            if (step.isPresent() && name.isPresent()) {
                (frequencies.getOrDefault(name.get(), 0) > 20 ? frequent : rare)
                        .add(step.get().bits());
            }
        }

        assertThat(rare).isNotEmpty();
        assertThat(frequent).isNotEmpty();
        assertThat(mean(rare)).isGreaterThan(mean(frequent) + 1);
    }

    private static Optional<String> familyName(Map<String, List<String>> record) {
        return record.getOrDefault("family_name", List.of()).stream().findFirst();
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(it -> it).average().orElseThrow();
    }

    @Test
    void refusesAGroupThatItsGuardRefuses() {
        var free = LINKAGE.cluster(JoinGuard.NONE);
        var guarded = LINKAGE.cluster(
                (one, other) -> one.size() + other.size() > 2 ? Optional.of("never-three") : Optional.empty());

        assertThat(free.groups()).anyMatch(it -> it.size() > 2);
        assertThat(guarded.groups()).allMatch(it -> it.size() == 2);
        assertThat(guarded.refused().get("never-three")).isPositive();
        assertThat(guarded.joins()).hasSameSizeAs(guarded.groups());
    }

    @Test
    void bridgesNoTwoPeopleByOneBlurredRecord() {
        var clusters = LINKAGE.cluster(JoinGuard.NONE);

        var groups = Accuracy.of(clusters, PEOPLE::isOnePerson, PEOPLE.truePairs());
        System.out.printf("population seed %d: groups %s%n", SEED, groups);
        assertThat(groups.precision()).isGreaterThan(0.9);
        assertThat(clusters.groups()).allMatch(it -> it.size() <= 6);
    }

    @Test
    void hasNothingToSayOfNobodyAndOfOne() {
        assertThat(link(List.of()).pairs()).isEmpty();
        assertThat(link(PEOPLE.records().subList(0, 1)).pairs()).isEmpty();
        assertThat(link(List.of(Map.of(), Map.of())).pairs()).isEmpty();
    }

    @Test
    void comparesAsManyPairsAsItSaid() {
        var watched = new Object() {
            long expected;
            long seen;
        };
        var watch = new Watch() {
            @Override
            public void expects(long pairs) {
                watched.expected = pairs;
            }

            @Override
            public void seen(long pairs) {
                watched.seen += pairs;
            }
        };

        new Linker(PeopleTable.RULES, SETTINGS).link(table(PEOPLE.records()), new SplittableRandom(SEED), watch);

        assertThat(watched.expected).isPositive();
        assertThat(watched.seen).isEqualTo(watched.expected);
    }

    @Test
    void linksAnyTableWithoutAWordAboutItsMeaning() {
        var fields = PeopleTable.FIELDS.stream()
                .map(it -> LinkField.of(it.name(), it.comparison()))
                .toList();
        var table = RecordTable.of(Pairing.ANY, fields);
        PEOPLE.records().forEach(it -> table.add("", it));

        var plain = new Linker(BlockingRule.perField(fields), SETTINGS)
                .link(table.build(), new SplittableRandom(SEED), Watch.NOBODY);

        var pairs = Accuracy.of(plain.pairs(), PEOPLE::isOnePerson, PEOPLE.truePairs());
        System.out.printf("population seed %d, one rule per field: %s%n", SEED, pairs);
        assertThat(pairs.precision()).isGreaterThan(0.9);
        assertThat(pairs.recall()).isGreaterThan(0.6);
    }
}
