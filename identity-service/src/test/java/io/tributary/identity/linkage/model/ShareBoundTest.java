package io.tributary.identity.linkage.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tributary.identity.linkage.table.Comparison;
import io.tributary.identity.linkage.table.LinkField;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShareBoundTest {

    private final Patterns patterns = new Patterns(
            List.of(LinkField.of("given", Comparison.CATEGORY), LinkField.of("family", Comparison.CATEGORY)));

    private LevelShares shares(double givenAgrees, double familyAgrees, int pairs) {
        return counter(givenAgrees, familyAgrees, pairs).shares();
    }

    private LevelShares.Counter counter(double givenAgrees, double familyAgrees, int pairs) {
        var counter = new LevelShares.Counter(patterns);
        counter.add(patterns.digit(0, 0), givenAgrees * pairs);
        counter.add(patterns.digit(0, 1), (1 - givenAgrees) * pairs);
        counter.add(patterns.digit(1, 0), familyAgrees * pairs);
        counter.add(patterns.digit(1, 1), (1 - familyAgrees) * pairs);
        return counter;
    }

    private double bound(LevelShares.Counter block) {
        return ShareBound.of(
                block, new boolean[] {true, true}, shares(0.8, 0.9, 1_000_000), shares(0.01, 0.01, 1_000_000));
    }

    @Test
    void readsTheShareOffTheFieldOnWhichStrangersAgreeLeast() {
        // A tenth are matches; the others are families, which share a name in 9 of 10 cases.
        var block = counter(0.1 * 0.8 + 0.9 * 0.01, 0.9, 1_000_000);

        assertThat(bound(block)).isCloseTo(0.1, within(0.002));
    }

    @Test
    void findsNearlyAllWhereAllAgreeLikeMatches() {
        assertThat(bound(counter(0.8, 0.9, 1_000_000))).isGreaterThan(0.99);
    }

    @Test
    void leavesRoomForTheErrorOfAFewPairs() {
        assertThat(bound(counter(0.1 * 0.8 + 0.9 * 0.01, 0.9, 50))).isBetween(0.1, 0.25);
    }

    @Test
    void hasNoBoundWithoutValues() {
        assertThat(bound(new LevelShares.Counter(patterns))).isGreaterThan(0.99);
    }
}
