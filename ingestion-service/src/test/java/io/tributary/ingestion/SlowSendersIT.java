package io.tributary.ingestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.ingestion.intake.InFlightBytes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** Clients that begin a body and do not end it hold memory for a bounded time only, and never all of it. */
@TestPropertySource(
        properties = {
            "cdp.ingestion.door.body-timeout=3s",
            "cdp.ingestion.door.in-flight=1MB",
            "cdp.ingestion.limits.batch-size=200KB"
        })
class SlowSendersIT extends RunningService {

    private static final int SENDERS = 40;
    private static final int BEGUN = 40_000;
    private static final int LIMIT = 1024 * 1024;
    private static final String TRACK = "{\"userId\":\"u\",\"event\":\"E\"}";

    @Autowired
    private InFlightBytes inFlight;

    @Test
    void leavesRoomForOthersAndIsRidOfThemInTime() throws IOException {
        var stalling = new ArrayList<Socket>();
        try {
            for (int sender = 0; sender < SENDERS; sender++) {
                stalling.add(begin(writeKey));
            }
            await().atMost(SOON).until(() -> inFlight.taken() > LIMIT / 3);
            long held = inFlight.taken();
            var other = json(api("POST", "/api/v1/sources", "{\"name\":\"Other\"}"));
            writeKey = other.get("writeKey").asString();

            var answer = collect("/v1/track", TRACK);

            assertThat(held).isLessThanOrEqualTo(LIMIT / 2);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            await().atMost(Duration.ofSeconds(10)).until(() -> inFlight.taken() == 0);
            assertThat(answers(stalling))
                    .allMatch(it -> it.startsWith("HTTP/1.1 408") || it.startsWith("HTTP/1.1 503"))
                    .anyMatch(it -> it.contains("urn:cdp:problem:body-timeout"))
                    .anyMatch(it -> it.contains("urn:cdp:problem:collector-full"));
        } finally {
            for (var socket : stalling) {
                socket.close();
            }
        }
    }

    @Test
    void answersAnUnknownKeyBeforeTheBodyHasCome() throws IOException {
        try (var socket = begin("nobodys")) {
            assertThat(answers(List.of(socket)).getFirst())
                    .startsWith("HTTP/1.1 401")
                    .contains("unknown-write-key");
            assertThat(inFlight.taken()).isZero();
        }
    }

    /** Promises a body that is too large to wait for, and sends a part of it. */
    private Socket begin(String key) throws IOException {
        var basic = Base64.getEncoder().encodeToString((key + ":").getBytes(StandardCharsets.UTF_8));
        var socket = new Socket(
                InetAddress.getLoopbackAddress(), to("/").build().uri().getPort());
        var head = "POST /v1/batch HTTP/1.1\r\nHost: here\r\nAuthorization: Basic " + basic
                + "\r\nContent-Length: 150000\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(" ".repeat(BEGUN).getBytes(StandardCharsets.US_ASCII));
        socket.setSoTimeout(10_000);
        return socket;
    }

    /** What came until the answer's JSON was whole. */
    private static List<String> answers(List<Socket> sockets) throws IOException {
        var answers = new ArrayList<String>();
        for (var socket : sockets) {
            var answer = new StringBuilder();
            while (answer.indexOf("\"violations\":[]}") < 0) {
                int next = socket.getInputStream().read();
                assertThat(next).as(answer.toString()).isNotNegative();
                answer.append((char) next);
            }
            answers.add(answer.toString());
        }
        return answers;
    }
}
