package io.tributary.local.watch;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Reads a service's Prometheus page (text format 0.0.4) and sums each metric over its tags. */
public final class Metrics {

    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

    /** The sums by metric name; empty when the service does not answer now. */
    public Map<String, Double> of(URI management) {
        return of(management, "");
    }

    /** The same over those lines only that hold {@code tag}, such as {@code area="heap"}. */
    public Map<String, Double> of(URI management, String tag) {
        try {
            var request = HttpRequest.newBuilder(management.resolve("/actuator/prometheus"))
                    .timeout(TIMEOUT)
                    .build();
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200 ? parse(answer.body(), tag) : Map.of();
        } catch (IOException e) {
            return Map.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Map.of();
        }
    }

    static Map<String, Double> parse(String page, String tag) {
        var sums = new HashMap<String, Double>();
        page.lines()
                .filter(it -> !it.startsWith("#") && !it.isBlank() && it.contains(tag))
                .forEach(line -> {
                    int valueAt = line.lastIndexOf(' ');
                    int tagsAt = line.indexOf('{');
                    var name = line.substring(0, tagsAt < 0 ? valueAt : tagsAt);
                    sums.merge(name, Double.parseDouble(line.substring(valueAt + 1)), Double::sum);
                });
        return sums;
    }
}
