package io.tributary.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.gateway.bed.Calls;
import io.tributary.gateway.bed.DoorExtension;
import io.tributary.gateway.bed.RawConnection;
import io.tributary.gateway.bed.RunningDoor;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the short way of collector requests must not lose; limits, traces and refusals are proved where they always were. */
@NullUnmarked
@ExtendWith(DoorExtension.class)
class CollectorDoorIT {

    private static final Duration SOON = Duration.ofSeconds(5);
    /** U+0085 in UTF-8, which netty lets pass. */
    private static final String CONTROL = "Basic \u00c2\u0085";

    private final RunningDoor door;
    private final Calls calls;
    private final Calls management;

    CollectorDoorIT(RunningDoor door) {
        this.door = door;
        this.calls = door.calls();
        this.management = new Calls(door.gateway().managementUrl());
    }

    @Test
    void timesEachRequestOnce() {
        var line = "http_server_requests_seconds_count{error=\"none\",exception=\"none\",method=\"POST\","
                + "outcome=\"SUCCESS\",status=\"200\",uri=\"/beacon/**\"} ";
        long before = sum(line);

        calls.post("/beacon/v1/batch", "{}");

        await().atMost(SOON).untilAsserted(() -> assertThat(sum(line)).isEqualTo(before + 1));
    }

    @Test
    void timesARefusedRequestUnderWhatItWasAnswered() {
        var line = "http_server_requests_seconds_count{error=\"ProblemException\",exception=\"ProblemException\","
                + "method=\"POST\",outcome=\"CLIENT_ERROR\",status=\"413\",uri=\"/pixel/**\"} ";
        long before = sum(line);

        calls.post("/pixel/v1/page", "x".repeat(RunningDoor.BODY_LIMIT + 1));

        await().atMost(SOON).untilAsserted(() -> assertThat(sum(line)).isEqualTo(before + 1));
    }

    @Test
    void countsARequestThatIsNotAnsweredYet() {
        var line = "http_server_requests_active_seconds_count{exception=\"none\",method=\"POST\",outcome=\"SUCCESS\","
                + "status=\"200\",uri=\"UNKNOWN\"} ";
        var meanwhile = new AtomicLong();
        door.ingestion().at("/beacon/v1/slow", exchange -> {
            meanwhile.set(sum(line));
            exchange.sendResponseHeaders(200, -1);
        });

        assertThat(calls.post("/beacon/v1/slow", "{}").status()).isEqualTo(200);

        assertThat(meanwhile).hasValue(1);
        await().atMost(SOON).untilAsserted(() -> assertThat(sum(line)).isZero());
    }

    /** A dot in the path is enough to go the ordinary way. */
    @Test
    void stopsWhatTheFirewallStopsOnTheOrdinaryWay() throws IOException {
        var shortWay = answerTo("/v1/firewalled");
        var ordinary = answerTo("/v1/firewalled.x");

        assertThat(shortWay.status()).isEqualTo(400);
        assertThat(shortWay.body()).contains("urn:cdp:problem:invalid-request");
        assertThat(ordinary.status()).isEqualTo(400);
        assertThat(ordinary.headers().keySet()).isEqualTo(shortWay.headers().keySet());
        assertThat(door.ingestion().seen("/v1/firewalled")).isEmpty();
    }

    private RawConnection.Answer answerTo(String path) throws IOException {
        try (var connection = new RawConnection(door.gateway().url())) {
            connection.write(RawConnection.post(path, "{}", "Authorization", CONTROL));
            return connection.read();
        }
    }

    private long sum(String lineStart) {
        return management
                .get("/actuator/prometheus")
                .body()
                .lines()
                .filter(it -> it.startsWith(lineStart))
                .mapToLong(it -> (long) Double.parseDouble(it.substring(lineStart.length())))
                .sum();
    }
}
