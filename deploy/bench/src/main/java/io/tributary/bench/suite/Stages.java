package io.tributary.bench.suite;

import io.tributary.local.suite.Service;
import io.tributary.local.suite.Suite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

/** Reads from the services' own metrics how far events have come. */
final class Stages implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final Suite suite;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

    Stages(Suite suite) {
        this.suite = suite;
    }

    StageCounts counts() throws InterruptedException {
        var ingestion = page(Service.INGESTION);
        var identity = page(Service.IDENTITY);
        var segment = page(Service.SEGMENT);
        return new StageCounts(
                sum(ingestion, "cdp_events_accepted_total"),
                sum(identity, "cdp_events_resolved_total"),
                sum(segment, "cdp_topology_applied"),
                sum(segment, "cdp_index_written{index=\"events\""),
                sum(segment, "cdp_index_written{index=\"profiles\""));
    }

    /** Over all lines that begin so and go on with a tag or the value. */
    static long sum(List<String> page, String start) {
        double sum = 0;
        for (var line : page) {
            if (line.startsWith(start) && (start.contains("{") || isWhole(line, start.length()))) {
                sum += Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
            }
        }
        return Math.round(sum);
    }

    private static boolean isWhole(String line, int end) {
        return line.charAt(end) == '{' || line.charAt(end) == ' ';
    }

    private List<String> page(Service service) throws InterruptedException {
        var request = HttpRequest.newBuilder(suite.management(service).resolve("/actuator/prometheus"))
                .timeout(TIMEOUT)
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString())
                    .body()
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the metrics of " + service.module() + " cannot be read", e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
