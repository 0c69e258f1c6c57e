package io.tributary.doubles.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.doubles.platform.Request;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RequestLogTest {

    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    Path directory;

    private static Request request(String body) {
        return new Request("POST", "/v3/x", null, Map.of("authorization", "Bearer secret"), body, body.length());
    }

    private static void fill(RequestLog log, int from, int to) {
        for (var at = from; at <= to; at++) {
            log.append("sendgrid", request("body " + at), AT, 200, null);
        }
    }

    @Test
    void dropsTheOldestAndCountsThemBeyondTheNumber() {
        try (var log = RequestLog.open(directory, new RequestLog.Bounds(32, 1 << 20))) {
            fill(log, 1, 100);

            assertThat(log.kept().requests()).isBetween(30L, 32L);
            assertThat(log.kept().requests() + log.kept().dropped()).isEqualTo(100);
            assertThat(log.find(1)).isEmpty();
            assertThat(log.newest(RequestFilter.ALL, 1, 100).getFirst().body()).isEqualTo("body 100");
        }
    }

    @Test
    void dropsTheOldestBeyondTheBytes() {
        try (var log = RequestLog.open(directory, new RequestLog.Bounds(1_000_000, 20_000))) {
            fill(log, 1, 1000);

            assertThat(log.kept().bytes()).isLessThanOrEqualTo(20_000);
            assertThat(log.kept().dropped()).isPositive();
        }
    }

    @Test
    void goesOnCountingAfterAReopening() {
        try (var log = RequestLog.open(directory, new RequestLog.Bounds(32, 1 << 20))) {
            fill(log, 1, 50);
        }

        try (var log = RequestLog.open(directory, new RequestLog.Bounds(32, 1 << 20))) {
            fill(log, 51, 52);

            assertThat(log.newest(RequestFilter.ALL, 3, 100))
                    .extracting(RecordedRequest::seq)
                    .containsExactly(52L, 51L, 50L);
            assertThat(log.kept().requests() + log.kept().dropped()).isEqualTo(52);
        }
    }

    @Test
    void listsTheNewestFirstAcrossFiles() {
        try (var log = RequestLog.open(directory, new RequestLog.Bounds(160, 1 << 20))) {
            fill(log, 1, 45);

            assertThat(log.newest(RequestFilter.ALL, 25, 100))
                    .extracting(RecordedRequest::seq)
                    .hasSize(25)
                    .startsWith(45L, 44L)
                    .endsWith(21L);
        }
    }

    @Test
    void countsEveryRequestThatContainsAValue() {
        try (var log = RequestLog.open(directory, RequestLog.Bounds.STANDARD)) {
            fill(log, 1, 300);

            var hits =
                    List.copyOf(log.search(List.of("BODY", "body 30", "secret")).values());

            assertThat(hits).extracting(RequestLog.Hits::count).containsExactly(300L, 2L, 0L);
            assertThat(hits.getFirst().seqs()).hasSize(100).startsWith(1L, 2L);
            assertThat(hits.get(1).seqs()).containsExactly(30L, 300L);
        }
    }
}
