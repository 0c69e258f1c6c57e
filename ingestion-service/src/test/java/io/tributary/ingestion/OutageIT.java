package io.tributary.ingestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.contracts.topic.Topic;
import io.tributary.embedded.ServerKind;
import io.tributary.embedded.SharedBackends;
import io.tributary.ingestion.testing.PrivacyDesk;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Servers die and come back: nothing that was answered with 2xx is lost, and the service recovers by itself. */
class OutageIT extends RunningService {

    private static final Duration RECOVERY = Duration.ofSeconds(60);

    @Test
    void answers503WhileTheBrokerIsGoneAndTakesTheRepeatedCallLater() {
        // given
        assertThat(collect("/v1/track", track("before")).statusCode()).isEqualTo(200);
        SharedBackends.running(ServerKind.KAFKA).kill(ServerKind.KAFKA);

        // when
        var refused = collect("/v1/track", track("during"));

        // then
        assertProblem(refused, 503, "broker-unavailable");
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        SharedBackends.running(ServerKind.KAFKA).restart(ServerKind.KAFKA);
        await().atMost(RECOVERY)
                .until(() -> collect("/v1/track", track("during")).statusCode() == 200);
        assertThat(records(Topic.EVENTS)).hasSizeGreaterThanOrEqualTo(2);
        assertThat(count("received")).isEqualTo(count("accepted"));
    }

    @Test
    void keepsCollectingWhileTheDatabaseIsGoneAndStoresBadRowsLater() {
        // given
        SharedBackends.running(ServerKind.POSTGRES).kill(ServerKind.POSTGRES);

        // when
        var taken = collect("/v1/track", track("one"));
        var row = collect("/v1/track", "{\"event\":\"E\"}");
        var listed = api("GET", "/api/v1/sources", "");

        // then
        assertThat(taken.statusCode()).isEqualTo(200);
        assertThat(row.statusCode()).isEqualTo(200);
        assertProblem(listed, 503, "store-unavailable");
        SharedBackends.running(ServerKind.POSTGRES).restart(ServerKind.POSTGRES);
        await().atMost(RECOVERY).untilAsserted(() -> {
            var rows = api("GET", "/api/v1/bad-rows", "");
            assertThat(rows.statusCode()).isEqualTo(200);
            assertThat(json(rows).get("items").size()).isEqualTo(1);
        });
    }

    @Test
    void answersThatAPrivacyRequestFailedWhileTheDatabaseIsGoneAndDoesItLater() {
        // given
        var desk = new PrivacyDesk(tenant, producer);
        var asked =
                new PrivacyDesk.Asked(UUID.randomUUID().toString(), List.of(Map.entry("email", "anna@mail.example")));
        SharedBackends.running(ServerKind.POSTGRES).kill(ServerKind.POSTGRES);

        // when
        var failed = desk.answer(asked, "erase", "prove", 1);

        // then
        SharedBackends.running(ServerKind.POSTGRES).restart(ServerKind.POSTGRES);
        assertThat(failed.getState()).isEqualTo("failed");
        assertThat(failed.getDetail()).isEqualTo("the database did not answer");
        await().atMost(RECOVERY)
                .untilAsserted(
                        () -> assertThat(desk.done(asked, "erase", "prove").getState())
                                .isEqualTo("done"));
    }

    private static String track(String messageId) {
        return "{\"event\":\"E\",\"userId\":\"u\",\"messageId\":\"" + messageId + "\"}";
    }
}
