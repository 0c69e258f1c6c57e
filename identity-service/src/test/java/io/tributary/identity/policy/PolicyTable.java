package io.tributary.identity.policy;

import io.tributary.simulator.score.Scores;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Policies compared in the same worlds, as a table for people. */
record PolicyTable(List<Row> rows) {

    private static final String HEAD = """
            | policy | pairwise P / R | F1 | B-cubed P / R | F1 | people in the biggest profile |
            |---|---|---|---|---|---|
            """;

    /**
     * One policy's scores.
     *
     * @param published F1 of the published comparison, pairwise and B-cubed; empty for ours
     * @param scores one for each world
     */
    record Row(String name, List<Double> published, List<Scores> scores) {

        double lowest(ToDoubleFunction<Scores> figure) {
            return scores.stream().mapToDouble(figure).min().orElseThrow();
        }

        double highest(ToDoubleFunction<Scores> figure) {
            return scores.stream().mapToDouble(figure).max().orElseThrow();
        }

        private String text() {
            int people = scores.stream().mapToInt(Scores::mostPeople).max().orElseThrow();
            return "| %s | %s | %s | %s | %s | %d |\n"
                    .formatted(
                            name,
                            parts(Scores::pairwise),
                            f1(Scores::pairwise, 0),
                            parts(Scores::bCubed),
                            f1(Scores::bCubed, 1),
                            people);
        }

        private String parts(Function<Scores, Scores.Measure> of) {
            return "%s / %s"
                    .formatted(
                            three(lowest(it -> of.apply(it).precision())),
                            three(lowest(it -> of.apply(it).recall())));
        }

        private String f1(Function<Scores, Scores.Measure> of, int which) {
            var lowest = three(lowest(it -> of.apply(it).f1()));
            return published.isEmpty()
                    ? lowest
                    : "%s to %s (published %s)"
                            .formatted(lowest, three(highest(it -> of.apply(it).f1())), three(published.get(which)));
        }

        private static String three(double figure) {
            return String.format(Locale.ROOT, "%.3f", figure);
        }
    }

    String text() {
        return HEAD + rows.stream().map(Row::text).collect(Collectors.joining());
    }
}
