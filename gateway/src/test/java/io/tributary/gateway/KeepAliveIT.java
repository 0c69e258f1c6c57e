package io.tributary.gateway;

import static io.tributary.gateway.bed.RawConnection.chunk;
import static io.tributary.gateway.bed.RawConnection.chunked;
import static io.tributary.gateway.bed.RawConnection.declared;
import static io.tributary.gateway.bed.RawConnection.get;
import static io.tributary.gateway.bed.RawConnection.post;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.gateway.bed.DoorExtension;
import io.tributary.gateway.bed.RawConnection;
import io.tributary.gateway.bed.RunningDoor;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A connection that stays open answers every request on it, whatever became of the one before. */
@NullUnmarked
@ExtendWith(DoorExtension.class)
class KeepAliveIT {

    private static final String EVENT = "{\"writeKey\":\"keep-alive\"}";

    private final RunningDoor door;

    KeepAliveIT(RunningDoor door) {
        this.door = door;
    }

    /**
     * The second request waits in the server until the first is answered, as it also does when a quick client sends it
     * before the server has put the first one away; then the gateway answers it at once, and the third must be read.
     */
    @ParameterizedTest
    @ValueSource(strings = {"/nowhere", "/v1//batch", "/api/v1/segments"})
    void readsOnAfterARequestThatHadToWait(String answeredAtOnce) throws IOException {
        var sent = new CountDownLatch(1);
        door.ingestion().at("/v1/group", exchange -> {
            sent.await(5, TimeUnit.SECONDS);
            exchange.sendResponseHeaders(200, -1);
        });

        try (var connection = new RawConnection(door.gateway().url())) {
            connection.write(post("/v1/group", EVENT), get(answeredAtOnce));
            sent.countDown();

            assertThat(connection.read().status()).isEqualTo(200);
            assertThat(connection.read().status()).isBetween(400, 404);

            connection.write(post("/v1/alias", EVENT));

            assertThat(connection.read().status()).isEqualTo(200);
        }
    }

    @Test
    void answersAllOfManyRequestsThatCameAtOnce() throws IOException {
        try (var connection = new RawConnection(door.gateway().url())) {
            connection.write(
                    post("/v1/alias", EVENT),
                    get("/nowhere"),
                    get("/nowhere"),
                    post("/v1/alias", EVENT),
                    get("/v1//batch"),
                    get("/nowhere"));
            for (int status : new int[] {200, 404, 404, 200, 400, 404}) {
                assertThat(connection.read().status()).isEqualTo(status);
            }

            connection.write(post("/v1/alias", EVENT));

            assertThat(connection.read().status()).isEqualTo(200);
        }
    }

    @Test
    void readsOnAfterABodyThatItStopped() throws IOException {
        try (var connection = new RawConnection(door.gateway().url())) {
            connection.write(chunked("/v1/alias"), chunk("x".repeat(RunningDoor.BODY_LIMIT)), chunk("xy"));

            assertThat(connection.read().status()).isEqualTo(413);

            connection.write(chunk("the rest"), chunk(""), post("/v1/alias", EVENT));

            assertThat(connection.read().status()).isEqualTo(200);
        }
    }

    @Test
    void readsOnAfterABodyThatNobodyWanted() throws IOException {
        try (var connection = new RawConnection(door.gateway().url())) {
            connection.write(declared("/api/v1/segments", EVENT.length()));

            assertThat(connection.read().status()).isEqualTo(401);

            connection.write(EVENT, post("/v1/alias", EVENT));

            assertThat(connection.read().status()).isEqualTo(200);
        }
    }

    @Test
    void readsOnAfterABodyThatCameInPieces() throws IOException {
        try (var connection = new RawConnection(door.gateway().url())) {
            connection.write(declared("/v1/alias", 2 * EVENT.length()));
            connection.write(EVENT);
            connection.write(EVENT, get("/nowhere"));

            assertThat(connection.read().status()).isEqualTo(200);
            assertThat(connection.read().status()).isEqualTo(404);

            connection.write(post("/v1/alias", EVENT));

            assertThat(connection.read().status()).isEqualTo(200);
        }
    }
}
