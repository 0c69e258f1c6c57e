package io.tributary.gateway;

import static io.tributary.gateway.bed.Calls.bearer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.gateway.bed.Calls;
import io.tributary.gateway.bed.DoorExtension;
import io.tributary.gateway.bed.RunningDoor;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a browser's SDK is told when the gateway itself refuses its events. */
@NullUnmarked
@ExtendWith(DoorExtension.class)
class CollectorRefusalsIT {

    private static final String SHOP = "https://shop.example";

    private final RunningDoor door;
    private final Calls calls;

    CollectorRefusalsIT(RunningDoor door) {
        this.door = door;
        this.calls = door.calls();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/import",
                "/v1/import/",
                "/v1/projects/p/settings",
                "/beacon/v1/batch",
                "/pixel/v1/page",
                "/sourceConfig/",
                "/api/s/s2s/track"
            })
    void countsTheBytesOfChunksOnEveryRoute(String path) {
        var within = calls.postChunked(path, new byte[RunningDoor.BODY_LIMIT], "Origin", SHOP);
        var beyond = calls.postChunked(path, new byte[RunningDoor.BODY_LIMIT + 1], "Origin", SHOP);

        assertThat(within.status()).isEqualTo(200);
        assertThat(door.ingestion().seen(path).getLast().body().remaining()).isEqualTo(RunningDoor.BODY_LIMIT);
        assertThat(beyond.status()).isEqualTo(413);
        assertThat(beyond.problem()).isEqualTo("payload-too-large");
        assertThat(beyond.header("Retry-After")).isEmpty();
        assertIsReadable(beyond);
    }

    @Test
    void letsAPageReadThatADeclaredBodyIsTooLarge() {
        var answer = calls.post("/v1/import", "x".repeat(RunningDoor.BODY_LIMIT + 1), "Origin", SHOP);

        assertThat(answer.problem()).isEqualTo("payload-too-large");
        assertIsReadable(answer);
    }

    @Test
    void letsAPageReadWhenToComeBackAfterTooManyRequests() {
        long before = System.currentTimeMillis();
        var refused = Stream.generate(
                        () -> calls.post("/v1/import", "{}", "Authorization", "Basic YnJvd3Nlcjo=", "Origin", SHOP))
                .limit(10 * RunningDoor.KEY_LIMIT)
                .filter(it -> it.status() == 429)
                .findFirst()
                .orElseThrow();

        assertThat(refused.problem()).isEqualTo("rate-limited");
        assertThat(refused.header("Retry-After")).isEqualTo("1");
        assertThat(Long.parseLong(refused.header("X-RateLimit-Reset")))
                .isBetween(before + 1_000, System.currentTimeMillis() + 1_000);
        assertIsReadable(refused);
    }

    @Test
    void letsAPageReadThatIngestionIsAway() {
        door.ingestion().hangsUpAt("/v1/away");

        var answer = calls.post("/v1/away", "{}", "Origin", SHOP);

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.problem()).isEqualTo("upstream-unavailable");
        assertThat(answer.header("Retry-After")).isEqualTo("2");
        assertIsReadable(answer);
    }

    @Test
    void letsAPageReadThatIngestionIsLeftAlone() {
        door.ingestion().hangsUpAt("/v1/broken");
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            calls.post("/v1/broken", "{}");
            return calls.get("/api/v1/notices", bearer(door.admin())).body().contains("ingestion-collector");
        });

        var answer = calls.post("/v1/import", "{}", "Origin", SHOP);

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.problem()).isEqualTo("upstream-unavailable");
        assertThat(answer.header("Retry-After")).isEqualTo("2");
        assertIsReadable(answer);
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            calls.post("/v1/import", "{}");
            return !calls.get("/api/v1/notices", bearer(door.admin())).body().contains("ingestion-collector");
        });
    }

    @Test
    void letsAPageReadThatIngestionHangs() {
        door.ingestion().hangsAt("/v1/hanging");

        var answer = calls.post("/v1/hanging", "{}", "Origin", SHOP);

        assertThat(answer.status()).isEqualTo(504);
        assertThat(answer.problem()).isEqualTo("upstream-timeout");
        assertIsReadable(answer);
    }

    @Test
    void leavesTheHeadersOfIngestionsOwnAnswers() {
        door.ingestion().at("/v1/own", exchange -> {
            exchange.getResponseHeaders().set("Access-Control-Allow-Origin", "https://other.example");
            exchange.sendResponseHeaders(401, -1);
        });

        var answer = calls.post("/v1/own", "{}", "Origin", SHOP);
        var without = calls.post("/v1/import", "{}", "Origin", SHOP);

        assertThat(answer.response().headers().allValues("Access-Control-Allow-Origin"))
                .containsExactly("https://other.example");
        assertThat(without.header("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void invitesNoPageWhereNoneAsked() {
        var toAServer = calls.post("/v1/import", "x".repeat(RunningDoor.BODY_LIMIT + 1));
        var toTheApi = calls.get("/api/v1/segments", "Origin", SHOP);

        assertThat(toAServer.header("Access-Control-Allow-Origin")).isEmpty();
        assertThat(toTheApi.problem()).isEqualTo("unauthenticated");
        assertThat(toTheApi.header("Access-Control-Allow-Origin")).isEmpty();
    }

    private static void assertIsReadable(Calls.Answer answer) {
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(SHOP);
        assertThat(answer.header("Vary")).isEqualTo("Origin");
        assertThat(answer.header("Access-Control-Expose-Headers"))
                .contains("Retry-After", "X-RateLimit-Reset", "X-Trace-Id");
        assertThat(answer.header("X-Trace-Id")).hasSize(32);
    }
}
