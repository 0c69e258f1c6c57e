package io.tributary.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.reactive.server.FluxExchangeResult;
import reactor.core.Disposable;
import tools.jackson.databind.JsonNode;

/** Who watches a job, while another instance has it, so that watching does not end by itself. */
class JobEventsIT {

    private static final int MOST = 20;
    private static final Duration SOON = Duration.ofSeconds(20);

    private final Bed bed = Bed.get();

    @Test
    void letsAtMostTwentyOfATenantWatchAtTheSameTime() {
        running("watched");
        running("beside");
        var told = new CopyOnWriteArrayList<String>();

        var watching = IntStream.range(0, MOST).mapToObj(_ -> watch(told)).toList();
        await().atMost(SOON).until(() -> told.size() == MOST);

        assertThat(answer("watched")).isEqualTo(429);
        assertThat(answer("beside")).isEqualTo(200);
        watching.getFirst().dispose();
        await().atMost(SOON).until(() -> answer("watched") == 200);
        watching.forEach(Disposable::dispose);
    }

    private void running(String tenant) {
        bed.bean(JdbcClient.class).sql("""
                        insert into job (tenant, id, kind, state, phase, done, total, error, request, result, attempts,
                            leased_by, leased_until, queued_at)
                        values (?, 'idn_watched', 'suggest', 'running', 'reading', 1, 2, '', '{}', '', 1,
                            'another', 9000000000000, 1)""").param(tenant).update();
    }

    private Disposable watch(CopyOnWriteArrayList<String> told) {
        return events("watched")
                .getResponseBody()
                .subscribe(it -> told.add(it.path("state").asString()));
    }

    private int answer(String tenant) {
        var answer = events(tenant);
        answer.getResponseBody().subscribe().dispose();
        return answer.getStatus().value();
    }

    private FluxExchangeResult<JsonNode> events(String tenant) {
        return bed.client(tenant, "viewer")
                .get()
                .uri("/api/v1/jobs/idn_watched/events")
                .accept(MediaType.TEXT_EVENT_STREAM, MediaType.APPLICATION_PROBLEM_JSON)
                .exchange()
                .returnResult(JsonNode.class);
    }
}
