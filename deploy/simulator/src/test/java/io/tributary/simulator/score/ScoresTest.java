package io.tributary.simulator.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ScoresTest {

    @Test
    void givesTheFiguresOfTheWorkedExample() {
        var scores = Scores.of(new int[] {1, 1, 2, 2, 2}, new int[] {1, 1, 1, 2, 2});

        assertThat(scores.pairwise()).isEqualTo(new Scores.Measure(0.5, 0.5));
        assertThat(scores.bCubed().precision()).isCloseTo(0.7333, within(0.0001));
        assertThat(scores.bCubed().recall()).isCloseTo(0.7333, within(0.0001));
        assertThat(scores.mostPeople()).isEqualTo(2);
        assertThat(scores.mixed()).isEqualTo(1);
        assertThat(scores.scattered()).isEqualTo(1);
        assertThat(scores.exact()).isEqualTo(new Scores.Measure(0, 0));
    }

    @Test
    void isPerfectWhenTheGroupsAreTheSameUnderOtherNames() {
        var scores = Scores.of(new int[] {7, 7, 3, 9}, new int[] {0, 0, 1, 2});

        assertThat(scores.pairwise().f1()).isEqualTo(1);
        assertThat(scores.bCubed().f1()).isEqualTo(1);
        assertThat(scores.exact().f1()).isEqualTo(1);
    }

    @Test
    void agreesWithCountingEveryPairAndEveryThing() {
        for (int seed = 0; seed < 200; seed++) {
            var random = new Random(seed);
            int size = 1 + random.nextInt(40);
            var clusters = random.ints(size, 0, 6).toArray();
            var truth = random.ints(size, 0, 6).toArray();

            var scores = Scores.of(clusters, truth);

            assertThat(scores.pairwise()).as("seed %d", seed).isEqualTo(byPairs(clusters, truth));
            assertThat(scores.bCubed().precision())
                    .as("seed %d", seed)
                    .isCloseTo(byThing(clusters, truth), within(1e-9));
            assertThat(scores.bCubed().recall()).as("seed %d", seed).isCloseTo(byThing(truth, clusters), within(1e-9));
        }
    }

    @Test
    void refusesGroupsOfDifferentThings() {
        assertThatIllegalArgumentException().isThrownBy(() -> Scores.of(new int[] {1}, new int[] {1, 2}));
    }

    private static Scores.Measure byPairs(int[] clusters, int[] truth) {
        int both = 0;
        int together = 0;
        int same = 0;
        for (int i = 0; i < truth.length; i++) {
            for (int j = i + 1; j < truth.length; j++) {
                boolean joined = clusters[i] == clusters[j];
                boolean one = truth[i] == truth[j];
                both += joined && one ? 1 : 0;
                together += joined ? 1 : 0;
                same += one ? 1 : 0;
            }
        }
        return new Scores.Measure(together == 0 ? 1 : both / (double) together, same == 0 ? 1 : both / (double) same);
    }

    /** The mean, over things, of the share of its group's things that are in its other group too. */
    private static double byThing(int[] groups, int[] others) {
        var shares = new ArrayList<Double>();
        for (int i = 0; i < groups.length; i++) {
            int mates = 0;
            int right = 0;
            for (int j = 0; j < groups.length; j++) {
                if (groups[i] == groups[j]) {
                    mates++;
                    right += others[i] == others[j] ? 1 : 0;
                }
            }
            shares.add(right / (double) mates);
        }
        return average(shares);
    }

    private static double average(List<Double> values) {
        return values.stream().mapToDouble(it -> it).average().orElseThrow();
    }
}
