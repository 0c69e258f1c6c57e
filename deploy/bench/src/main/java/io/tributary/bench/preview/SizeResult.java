package io.tributary.bench.preview;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Everything that was measured with so many profiles; what was left out is empty. */
public record SizeResult(
        int profiles,
        Fill fill,
        IndexShape index,
        List<ShapeResult> previews,
        List<ReevaluationResult> reevaluations,
        List<LookupResult> lookups) {

    public SizeResult {
        previews = List.copyOf(previews);
        reevaluations = List.copyOf(reevaluations);
        lookups = List.copyOf(lookups);
    }

    /** The figures whose growth is of interest, by name. */
    Map<String, Double> figures() {
        var figures = new LinkedHashMap<String, Double>();
        figures.put("CPU-ms for an event while filling", fill.millisPerEvent());
        figures.put("bytes of the index for a profile", (double) index.bytes() / index.profiles());
        previews.forEach(it ->
                figures.put("p50 of a preview: " + it.shape(), it.latency().p50()));
        reevaluations.forEach(it -> {
            var name = "publishing %d beside %d".formatted(it.segments(), it.others());
            figures.put(name + ": seconds until judged", it.judged());
            figures.put(name + ": CPU-s", it.cpuSeconds());
        });
        previews.forEach(it -> figures.put("CPU-ms of a preview: " + it.shape(), it.cpuMillis()));
        lookups.forEach(it -> figures.put(
                "p99 of a lookup on %d connections".formatted(it.connections()),
                it.latency().p99()));
        return figures;
    }
}
