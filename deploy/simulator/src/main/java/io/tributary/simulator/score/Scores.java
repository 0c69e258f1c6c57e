package io.tributary.simulator.score;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How clusters agree with the truth. Pairwise is dominated by one giant cluster, which B-cubed hides: read both.
 *
 * @param pairwise of two things in one cluster, and of two things of one person
 * @param bCubed of a thing's cluster mates, averaged over things
 * @param exact of whole clusters: those that are one whole person
 * @param mostPeople the people in the cluster that holds the most
 * @param mixed clusters with more than one person
 * @param scattered people in more than one cluster
 */
public record Scores(Measure pairwise, Measure bCubed, Measure exact, int mostPeople, int mixed, int scattered) {

    /** Precision and recall, and their harmonic mean. */
    public record Measure(double precision, double recall) {

        public double f1() {
            return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
        }
    }

    /** Both arrays name a group for each thing, in the same order; the numbers mean nothing beyond being equal or not. */
    public static Scores of(int[] clusters, int[] truth) {
        if (clusters.length != truth.length || truth.length == 0) {
            throw new IllegalArgumentException("both say a group for each of the same things, and there are some");
        }
        return new Tables(
                        Grouping.numbered(Arrays.stream(clusters).asLongStream().toArray()),
                        Grouping.numbered(Arrays.stream(truth).asLongStream().toArray()))
                .scores();
    }

    /** Clusters against people: a cell is what one cluster holds of one person. */
    private static final class Tables {

        private final Grouping clusters;
        private final Grouping people;
        private final Grouping cells;
        private final int[] clusterOf;
        private final int[] personOf;
        private final int[] peopleIn;
        private final int[] placesOf;

        private Tables(Grouping clusters, Grouping people) {
            this.clusters = clusters;
            this.people = people;
            var names = new long[clusters.things()];
            for (int i = 0; i < names.length; i++) {
                names[i] = (long) clusters.of(i) * people.count() + people.of(i);
            }
            this.cells = Grouping.numbered(names);
            this.clusterOf = new int[cells.count()];
            this.personOf = new int[cells.count()];
            for (int i = 0; i < names.length; i++) {
                clusterOf[cells.of(i)] = clusters.of(i);
                personOf[cells.of(i)] = people.of(i);
            }
            this.peopleIn = new int[clusters.count()];
            this.placesOf = new int[people.count()];
            for (int cell = 0; cell < cells.count(); cell++) {
                peopleIn[clusterOf[cell]]++;
                placesOf[personOf[cell]]++;
            }
        }

        Scores scores() {
            return new Scores(
                    new Measure(share(cells.pairs(), clusters.pairs()), share(cells.pairs(), people.pairs())),
                    bCubed(),
                    new Measure((double) exact() / clusters.count(), (double) exact() / people.count()),
                    Arrays.stream(peopleIn).max().orElse(0),
                    several(peopleIn),
                    several(placesOf));
        }

        /** Nothing to find, or nothing found, is no mistake. */
        private static double share(double right, double all) {
            return all == 0 ? 1 : right / all;
        }

        private Measure bCubed() {
            double precision = 0;
            double recall = 0;
            for (int cell = 0; cell < cells.count(); cell++) {
                double square = (double) cells.size(cell) * cells.size(cell);
                precision += square / clusters.size(clusterOf[cell]);
                recall += square / people.size(personOf[cell]);
            }
            int things = cells.things();
            return new Measure(precision / things, recall / things);
        }

        private long exact() {
            return IntStream.range(0, cells.count())
                    .filter(it -> peopleIn[clusterOf[it]] == 1 && placesOf[personOf[it]] == 1)
                    .count();
        }

        private static int several(int[] counts) {
            return (int) Arrays.stream(counts).filter(it -> it > 1).count();
        }
    }
}
