package io.tributary.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.StringReader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Asks for exports as somebody of one tenant, waits for them, and fetches their files. */
record ExportCalls(RunningService service, TestIssuer issuer, String tenant) {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    WebTestClient as(String role) {
        return service.client(issuer.token(tenant, role));
    }

    /** The job's id. */
    String begun(Map<String, Object> asked) {
        return Objects.requireNonNull(as("marketer")
                        .post()
                        .uri("/api/v1/exports")
                        .bodyValue(asked)
                        .exchange()
                        .expectStatus()
                        .isAccepted()
                        .expectBody(JsonNode.class)
                        .returnResult()
                        .getResponseBody())
                .path("jobId")
                .asString();
    }

    void refused(Map<String, Object> asked, int status) {
        as("marketer")
                .post()
                .uri("/api/v1/exports")
                .bodyValue(asked)
                .exchange()
                .expectStatus()
                .isEqualTo(status);
    }

    JsonNode finished(Map<String, Object> asked) {
        return finished(begun(asked));
    }

    JsonNode finished(String id) {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(view(id).path("state").asString()).isEqualTo("done"));
        return view(id);
    }

    JsonNode view(String id) {
        return new Marketer(service, issuer, tenant).get("/api/v1/jobs/" + id);
    }

    /** What a watcher hears until the job has ended. */
    List<JsonNode> told(String id) {
        return Objects.requireNonNull(as("viewer")
                .get()
                .uri("/api/v1/jobs/" + id + "/events")
                .accept(MediaType.TEXT_EVENT_STREAM)
                .exchange()
                .expectStatus()
                .isOk()
                .returnResult(JsonNode.class)
                .getResponseBody()
                .collectList()
                .block(PATIENCE));
    }

    String file(JsonNode job) {
        return file(job.path("id").asString());
    }

    String file(String id) {
        return Objects.requireNonNullElse(
                as("marketer")
                        .mutate()
                        .codecs(it -> it.defaultCodecs().maxInMemorySize(10_000_000))
                        .build()
                        .get()
                        .uri("/api/v1/exports/" + id + "/file")
                        .exchange()
                        .expectStatus()
                        .isOk()
                        .expectBody(String.class)
                        .returnResult()
                        .getResponseBody(),
                "");
    }

    List<CSVRecord> rows(JsonNode job) throws IOException {
        return CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get()
                .parse(new StringReader(file(job)))
                .getRecords();
    }

    static void status(WebTestClient client, String path, int status) {
        client.get().uri(path).exchange().expectStatus().isEqualTo(status);
    }
}
