package io.tributary.bench.preview;

import io.tributary.bench.measure.Meter;
import io.tributary.bench.stand.Stand;
import io.tributary.local.watch.Progress;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Measures segment-service's questions at several sizes of one tenant. Nothing is live while people are made; then one
 * segment is published, previews are asked, many segments are published at once, and people are looked up. Before the
 * tenant grows, all segments are retired.
 */
public final class PreviewBench {

    private static final List<Integer> CONNECTIONS = List.of(1, 8);

    private final PreviewPlan plan;
    private final Stand.Place place;
    private final Progress progress;
    private final Clock clock;

    public PreviewBench(PreviewPlan plan, Stand.Place place, Clock clock) {
        this.plan = plan;
        this.place = place;
        this.progress = place.progress();
        this.clock = clock;
    }

    public List<SizeResult> run() throws InterruptedException {
        try (var stand = new PreviewStand(place);
                var index = new ProfileIndex(stand.elasticsearch());
                var questions = new Questions(stand.segmentService(), stand.api(), stand.meter())) {
            var crowd = new Crowd(PreviewStand.TENANT, plan.seed(), plan.events(), clock.millis());
            var filling = new Filling(stand, index, crowd, progress, plan.patience());
            var publishing = new Publishing(stand, new Settling(stand, progress, plan.patience()), questions);
            var results = new ArrayList<SizeResult>();
            for (int size : plan.sizes()) {
                if (!results.isEmpty()) {
                    publishing.retireAll();
                }
                results.add(measure(stand, size, filling, index, questions, publishing));
            }
            return results;
        }
    }

    private SizeResult measure(
            PreviewStand stand,
            int size,
            Filling filling,
            ProfileIndex index,
            Questions questions,
            Publishing publishing)
            throws InterruptedException {
        var fill = filling.upTo(size);
        progress.say("fill", PreviewTable.line(fill));
        var shape = index.shape();
        progress.say("index", shape.toString());
        var reevaluations = new ArrayList<ReevaluationResult>();
        // Previews refer to it, so it is published whatever is measured.
        reevaluations.add(publish(publishing, Map.of(LiveRules.baseOf(size), LiveRules.BASE_RULE), size));
        if (plan.has(Part.PREVIEW) && size == plan.sizes().getFirst()) {
            progress.say("warm up", plan.warmUp().toSeconds() + " s");
            questions.warmUp(LiveRules.baseOf(size), plan.cold() + plan.repeats(), plan.warmUp());
        }
        var previews = plan.has(Part.PREVIEW) ? previews(questions, size) : List.<ShapeResult>of();
        if (plan.has(Part.REEVALUATION)) {
            reevaluations.add(publish(publishing, LiveRules.many("many-" + size, plan.segments()), size));
            reevaluations.add(publish(publishing, LiveRules.many("one-" + size, 1), size));
        }
        var lookups = plan.has(Part.LOOKUPS) ? lookups(stand, size) : List.<LookupResult>of();
        return new SizeResult(size, fill, shape, previews, reevaluations, lookups);
    }

    private ReevaluationResult publish(Publishing publishing, Map<String, String> rules, int size)
            throws InterruptedException {
        var result = publishing.publish(rules, size);
        progress.say(
                "publish",
                "%d beside %d: judged in %.1f s, %,d members"
                        .formatted(result.segments(), result.others(), result.judged(), result.members()));
        return result;
    }

    private List<ShapeResult> previews(Questions questions, int size) throws InterruptedException {
        var results = new ArrayList<ShapeResult>();
        for (var shape : Shape.values()) {
            var result = questions.measure(shape, LiveRules.baseOf(size), plan.cold(), plan.repeats());
            progress.say("preview", shape + ": " + result.latency());
            results.add(result);
        }
        return results;
    }

    private List<LookupResult> lookups(PreviewStand stand, int size) throws InterruptedException {
        Meter meter = stand.meter();
        var results = new ArrayList<LookupResult>();
        try (var lookups = new Lookups(stand.segmentService(), stand.api(), meter, size)) {
            for (int connections : CONNECTIONS) {
                var result = lookups.measure(connections, plan.lookups());
                progress.say("lookup", PreviewTable.line(result));
                results.add(result);
            }
        }
        return results;
    }
}
