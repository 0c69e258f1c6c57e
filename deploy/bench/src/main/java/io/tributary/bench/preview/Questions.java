package io.tributary.bench.preview;

import io.tributary.bench.measure.Medians;
import io.tributary.bench.measure.Meter;
import io.tributary.local.api.Api;
import io.tributary.local.api.User;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.HdrHistogram.Histogram;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks for previews one after the other, each with constants that were not asked before at this size. */
final class Questions implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private record Asked(double millis, JsonNode answer) {}

    private final HttpClient http = Calls.client();
    private final URI previews;
    private final Api api;
    private final Meter meter;

    Questions(URI segmentService, Api api, Meter meter) {
        this.previews = segmentService.resolve("/api/v1/segments/preview");
        this.api = api;
        this.meter = meter;
    }

    /**
     * Asks all shapes in turn, each time with constants that {@link #measure} does not use when it asks {@code spared} times
     * in all; ends early when there are no others left.
     */
    void warmUp(String base, int spared, Duration duration) throws InterruptedException {
        long end = System.nanoTime() + duration.toNanos();
        for (int number = spared; number < Shape.RULES && System.nanoTime() < end; number++) {
            for (var shape : Shape.values()) {
                ask(shape.rule(number, base));
            }
        }
    }

    ShapeResult measure(Shape shape, String base, int cold, int repeats) throws InterruptedException {
        double first = 0;
        for (int number = 0; number < cold; number++) {
            var asked = ask(shape.rule(number, base));
            first = number == 0 ? asked.millis() : first;
        }
        var measurement = meter.measurement();
        measurement.begin();
        var micros = new Histogram(3);
        var answers = new ArrayList<JsonNode>(repeats);
        for (int number = cold; number < cold + repeats; number++) {
            var asked = ask(shape.rule(number, base));
            micros.recordValue(Math.round(asked.millis() * 1_000));
            answers.add(asked.answer());
        }
        return new ShapeResult(
                shape,
                first,
                repeats,
                Spread.of(micros),
                median(answers, it -> it.path("count").asLong()),
                median(answers, it -> it.path("judged").asLong()),
                measurement.end());
    }

    /** How many people a rule selects. */
    long count(String rule) throws InterruptedException {
        return ask(rule).answer().path("count").asLong();
    }

    private Asked ask(String rule) throws InterruptedException {
        var request = Calls.as(User.MARKETER, api, previews)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(Map.of("rule", rule))))
                .build();
        long start = System.nanoTime();
        var body = Calls.body(http, request);
        double millis = (System.nanoTime() - start) / 1e6;
        return new Asked(millis, JSON.readTree(body));
    }

    private static double median(List<JsonNode> answers, ToLongFunction<JsonNode> which) {
        return Medians.of(answers.stream().mapToDouble(which::applyAsLong)).orElse(0);
    }

    @Override
    public void close() {
        http.close();
    }
}
