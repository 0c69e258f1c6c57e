package io.tributary.bench.preview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tributary.bench.measure.Cost;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PreviewAimsTest {

    private static final Cost COST = new Cost(Map.of("segment-service", 3.0, "generator", 9.0), 1, 0);

    @Test
    void asksForQuickAnswersOnlyWhereTheQueryDecides() {
        assertThat(PreviewAims.judge(List.of(size(1_000, 100, 5))))
                .extracting(it -> it.what() + ": " + it.isMet())
                .containsExactly(
                        "1,000 profiles: a trait, p50 ms: true",
                        "1,000 profiles: profiles x segments judged a second: false",
                        "1,000 profiles: lookups on 8 connections, p99 ms: true");
    }

    @Test
    void missesWhatIsTooSlow() {
        assertThat(PreviewAims.judge(List.of(size(1_000_000, 300, 50))))
                .extracting(it -> it.what() + ": " + it.isMet())
                .containsExactly(
                        "1,000,000 profiles: a trait, p50 ms: false",
                        "1,000,000 profiles: profiles x segments judged a second: true",
                        "1,000,000 profiles: lookups on 8 connections, p99 ms: false");
    }

    @Test
    void fitsTheExponentOfWhatBothSizesHave() {
        var growths = Growth.of(List.of(size(1_000, 10, 5), size(100_000, 100, 5)));

        assertThat(growths)
                .filteredOn(it -> it.what().equals("p50 of a preview: a trait"))
                .singleElement()
                .satisfies(it -> assertThat(it.exponent()).isCloseTo(0.5, within(1e-9)));
        assertThat(growths)
                .filteredOn(it -> it.what().startsWith("p99 of a lookup"))
                .singleElement()
                .satisfies(it -> assertThat(it.exponent()).isCloseTo(0, within(1e-9)));
    }

    @Test
    void fitsNothingToOneSize() {
        assertThat(Growth.of(List.of(size(1_000, 10, 5)))).isEmpty();
    }

    @Test
    void leavesTheGeneratorOutOfThePrice() {
        assertThat(size(1_000, 10, 5).fill().millisPerEvent()).isCloseTo(3, within(1e-9));
    }

    /** A hundred segments are judged in a minute, whatever the size. */
    private static SizeResult size(int profiles, double previewMillis, double lookupMillis) {
        return new SizeResult(
                profiles,
                new Fill(profiles, 1_000, 1, 2, COST),
                new IndexShape(1, profiles, 10L * profiles, 1_000L * profiles, 5, 1 << 30),
                List.of(shape(Shape.TRAIT, previewMillis), shape(Shape.SEQUENCE, previewMillis)),
                List.of(reevaluation(1, 0, profiles), reevaluation(100, 1, profiles)),
                List.of(new LookupResult(8, 1_000, 100, spread(lookupMillis), 0.5, COST)));
    }

    private static ShapeResult shape(Shape shape, double millis) {
        return new ShapeResult(shape, millis, 30, spread(millis), 10, 0, COST);
    }

    private static ReevaluationResult reevaluation(int segments, int others, int profiles) {
        return new ReevaluationResult(segments, others, profiles, 1, 60, 61, 62, 1_000, COST);
    }

    private static Spread spread(double millis) {
        return new Spread(millis, millis, millis, millis);
    }
}
