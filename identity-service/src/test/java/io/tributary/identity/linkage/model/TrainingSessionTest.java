package io.tributary.identity.linkage.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tributary.identity.linkage.model.TrainingSession.Free;
import io.tributary.identity.linkage.model.TrainingSession.Learned;
import io.tributary.identity.linkage.table.Comparison;
import io.tributary.identity.linkage.table.LinkField;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Draws pairs from known shares and lets a session find them again. */
class TrainingSessionTest {

    private static final double[] MATCHED = {0.95, 0.85, 0.9, 0.8};
    private static final double[] OTHERS = {0.02, 0.1, 0.3, 0.05};

    private final Patterns patterns = new Patterns(List.of(
            LinkField.of("a", Comparison.CATEGORY),
            LinkField.of("b", Comparison.CATEGORY),
            LinkField.of("c", Comparison.CATEGORY),
            LinkField.of("d", Comparison.CATEGORY)));

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void findsTheSharesThatThePairsWereDrawnFrom(long seed) {
        var counts = drawn(new Random(seed), 0.2, 100_000);
        // Random pairs agree less often than those of a block: the session must not believe them.
        var byChance = shares(0.01, 0.01, 0.01, 0.01);

        var learned = new TrainingSession(patterns, counts, new boolean[] {true, true, true, true})
                .learn(new Learned(LevelShares.expected(patterns.fields()), byChance, 0.1), Free.BOTH);

        assertThat(learned.share()).isCloseTo(0.2, within(0.02));
        for (int field = 0; field < MATCHED.length; field++) {
            assertThat(learned.matched().of(field, 0)).isCloseTo(MATCHED[field], within(0.03));
            assertThat(learned.others().of(field, 0)).isCloseTo(OTHERS[field], within(0.03));
        }
    }

    private PatternCounts drawn(Random random, double share, int pairs) {
        var counts = new PatternCounts();
        for (int i = 0; i < pairs; i++) {
            var agrees = random.nextDouble() < share ? MATCHED : OTHERS;
            long pattern = 0;
            for (int field = 0; field < agrees.length; field++) {
                // One value in ten is missing, which must teach nothing.
                int level = random.nextInt(10) == 0 ? Patterns.NO_VALUE : random.nextDouble() < agrees[field] ? 0 : 1;
                pattern += patterns.digit(field, level);
            }
            counts.add(pattern);
        }
        return counts;
    }

    private LevelShares shares(double... agreeing) {
        var counter = new LevelShares.Counter(patterns);
        for (int field = 0; field < agreeing.length; field++) {
            counter.add(patterns.digit(field, 0), agreeing[field] * 1e6);
            counter.add(patterns.digit(field, 1), (1 - agreeing[field]) * 1e6);
        }
        return counter.shares();
    }
}
