package io.tributary.gateway;

import static io.tributary.gateway.bed.Calls.bearer;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.gateway.bed.Calls;
import io.tributary.gateway.bed.DoorExtension;
import io.tributary.gateway.bed.FakeService;
import io.tributary.gateway.bed.RunningDoor;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Where an event is: segment knows accepted ones, ingestion refused ones, and a person asks at one address. */
@NullUnmarked
@ExtendWith(DoorExtension.class)
class EventTraceIT {

    private static final String PROBLEM = "application/problem+json";
    private static final String UNKNOWN = "{\"type\":\"urn:cdp:problem:not-found\",\"status\":404,\"detail\":\"%s\"}";

    private final RunningDoor door;
    private final Calls calls;
    private final FakeService segment;
    private final FakeService ingestion;
    private final String path = "/api/v1/events/" + UUID.randomUUID();

    EventTraceIT(RunningDoor door) {
        this.door = door;
        this.calls = door.calls();
        this.segment = door.segment();
        this.ingestion = door.ingestion();
        segment.at(path, exchange -> {
            // One that must not be mixed with ingestion's answer.
            exchange.getResponseHeaders().set("X-Only-Segment", "yes");
            FakeService.send(exchange, 404, PROBLEM, UNKNOWN.formatted("segment"));
        });
        ingestion.answers(path, 404, PROBLEM, UNKNOWN.formatted("ingestion"));
    }

    @Test
    void takesTheAnswerOfSegmentForAnAcceptedEvent() {
        segment.answers(path, 200, "application/json", "{\"applied\":{\"done\":true}}");

        var answer = ask();

        assertThat(answer.body()).isEqualTo("{\"applied\":{\"done\":true}}");
        assertThat(ingestion.seen(path)).isEmpty();
    }

    @Test
    void takesTheAnswerOfIngestionForARefusedEvent() {
        ingestion.answers(path, 200, "application/json", "{\"state\":\"refused\",\"pointer\":\"/userId\"}");

        var answer =
                ask("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "X-Tenant", "globex");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.header("X-Only-Segment")).isEmpty();
        assertThat(answer.response().headers().allValues("X-Trace-Id"))
                .containsExactly("0af7651916cd43dd8448eb211c80319c");
        assertThat(answer.json().path("state").asString()).isEqualTo("refused");
        var asked = ingestion.seen(path);
        assertThat(asked).hasSize(1);
        assertThat(asked.getFirst().target()).isEqualTo(path);
        assertThat(asked.getFirst().header("Authorization")).startsWith("Bearer ");
        assertThat(asked.getFirst().header("X-Tenant")).isEmpty();
        assertThat(asked.getFirst().header("traceparent")).contains("0af7651916cd43dd8448eb211c80319c");
    }

    @Test
    void keepsTheQueryForBoth() {
        ingestion.answers(path, 200, "application/json", "{}");

        assertThat(calls.get(path + "?a=b%20c", bearer(door.admin())).status()).isEqualTo(200);

        assertThat(segment.seen(path).getFirst().target()).endsWith("?a=b%20c");
        assertThat(ingestion.seen(path).getFirst().target()).endsWith("?a=b%20c");
    }

    @Test
    void saysNotFoundWhenNeitherKnowsIt() {
        var answer = ask();

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).isEqualTo(UNKNOWN.formatted("ingestion"));
    }

    @Test
    void saysWhenIngestionCouldNotBeAsked() {
        ingestion.hangsUpAt(path);

        var answer = ask();

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.problem()).isEqualTo("upstream-unavailable");
        assertThat(answer.header("Retry-After")).isEqualTo("2");
        assertThat(answer.header("X-Only-Segment")).isEmpty();
    }

    @Test
    void givesUpOnAnIngestionThatHangs() {
        ingestion.hangsAt(path);

        var answer = ask();

        assertThat(answer.status()).isEqualTo(504);
        assertThat(answer.problem()).isEqualTo("upstream-timeout");
    }

    @Test
    void doesNotPassOverASegmentThatFails() {
        segment.answers(path, 500, PROBLEM, "{\"type\":\"urn:cdp:problem:internal\",\"status\":500}");
        ingestion.answers(path, 200, "application/json", "{}");

        var answer = ask();

        assertThat(answer.status()).isEqualTo(500);
        assertThat(ingestion.seen(path)).isEmpty();
    }

    @Test
    void goesOnAfterANotFoundThatDoesNotEnd() {
        segment.at(path, exchange -> {
            exchange.sendResponseHeaders(404, 1_000);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            segment.hang();
        });
        ingestion.answers(path, 200, "application/json", "{\"state\":\"refused\"}");

        assertThat(ask().json().path("state").asString()).isEqualTo("refused");
    }

    @Test
    void asksOnlyQuestionsTwice() {
        var posted = calls.post(path, "{}", bearer(door.admin()));
        var withBody = calls.send("GET", path, "{}", bearer(door.admin()));

        assertThat(posted.body()).isEqualTo(UNKNOWN.formatted("segment"));
        assertThat(withBody.body()).isEqualTo(UNKNOWN.formatted("segment"));
        assertThat(ingestion.seen(path)).isEmpty();
    }

    @Test
    void answersAHeadAsAGet() {
        segment.at(path, exchange -> exchange.sendResponseHeaders(404, -1));
        ingestion.at(path, exchange -> exchange.sendResponseHeaders(200, -1));

        var answer = calls.send("HEAD", path, "", bearer(door.admin()));

        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void asksNobodyForWhoeverMayNotAsk() {
        assertThat(calls.get(path).problem()).isEqualTo("unauthenticated");
        assertThat(calls.get(path, bearer(door.issuer().token(List.of("asleep"), "viewer")))
                        .problem())
                .isEqualTo("tenant-suspended");
        assertThat(segment.seen(path)).isEmpty();
        assertThat(ingestion.seen(path)).isEmpty();
    }

    @Test
    void keepsTheConnectionsOfTheFirstAnswers() {
        for (int i = 0; i < 30; i++) {
            assertThat(ask().status()).isEqualTo(404);
        }

        assertThat(segment.connectionsOf(path)).isLessThan(10);
    }

    private Calls.Answer ask(String... headers) {
        var all = new ArrayList<>(List.of(bearer(door.admin())));
        all.addAll(List.of(headers));
        return calls.get(path, all.toArray(String[]::new));
    }
}
