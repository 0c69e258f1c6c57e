package io.tributary.bench.preview;

import io.tributary.bench.report.Aim;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** What the questions are meant to cost at every size up to a million profiles. */
public final class PreviewAims {

    private static final double PREVIEW_P50_MILLIS = 200;
    private static final double LOOKUP_P99_MILLIS = 10;
    /** A million profiles by a hundred segments in a minute. */
    private static final double JUDGEMENTS_PER_SECOND = 1e8 / 60;

    private PreviewAims() {}

    public static List<Aim> judge(List<SizeResult> sizes) {
        var aims = new ArrayList<Aim>();
        sizes.forEach(size -> {
            var name = String.format(Locale.ROOT, "%,d profiles: ", size.profiles());
            size.previews().stream()
                    .filter(it -> it.shape().decidedByQuery())
                    .map(it -> Aim.atMost(
                            name + it.shape() + ", p50 ms", it.latency().p50(), PREVIEW_P50_MILLIS))
                    .forEach(aims::add);
            size.reevaluations().stream()
                    .filter(it -> it.segments() > 1)
                    .map(it -> Aim.atLeast(
                            name + "profiles x segments judged a second",
                            OptionalDouble.of(it.judgementsPerSecond()),
                            JUDGEMENTS_PER_SECOND))
                    .forEach(aims::add);
            size.lookups().stream()
                    .map(it -> Aim.atMost(
                            name + "lookups on " + it.connections() + " connections, p99 ms",
                            it.latency().p99(),
                            LOOKUP_P99_MILLIS))
                    .forEach(aims::add);
        });
        return aims;
    }
}
