package io.tributary.conformance.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.conformance.wire.SentCall;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A check that finds nothing proves nothing: each field that differs must be found. */
class StoredCheckTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Instant RECEIVED = Instant.parse("2026-01-02T10:00:05Z");
    private static final String TRACK = """
            {"event":"E","userId":"u","anonymousId":"a","timestamp":"2026-01-02T10:00:00Z","sentAt":"2026-01-02T10:00:01Z",
             "properties":{"n":1},"context":{"ip":"1"},"integrations":{"All":true}}""";

    @Test
    void findsNothingWhereAllIsStoredAsSent() {
        assertThat(StoredCheck.differences(sent("track", TRACK), stored("E", "u", "a", "{\"n\":1.0}", 0)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            F | u | a | {"n":1}       | 0 | event
            E | x | a | {"n":1}       | 0 | userId
            E | u | x | {"n":1}       | 0 | anonymousId
            E | u | a | {"n":2}       | 0 | properties.n
            E | u | a | {}            | 0 | properties.n
            E | u | a | {"n":1,"m":1} | 0 | properties.m
            E | u | a | {"n":1}       | 7 | timestamp
            """)
    void findsEachFieldThatDiffers(
            String event, String user, String device, String properties, int secondsLater, String field) {
        assertThat(StoredCheck.differences(sent("track", TRACK), stored(event, user, device, properties, secondsLater)))
                .hasSize(1)
                .first()
                .asString()
                .startsWith(field + ":");
    }

    @Test
    void expectsADevicesClockToBeCorrectedAndARetrysNot() {
        var device = TRACK.replace("{\"event\"", "{\"channel\":\"web\",\"event\"");

        // Received five seconds after it was sent by its own clock, which says one second after it happened.
        assertThat(StoredCheck.differences(sent("track", device), stored("E", "u", "a", "{\"n\":1}", 4)))
                .isEmpty();
        assertThat(StoredCheck.differences(
                        new SentCall("track", JSON.readTree(device), true), stored("E", "u", "a", "{\"n\":1}", 0)))
                .isEmpty();
    }

    @Test
    void findsWhatALibraryWasToldAndDidNotSay() {
        var told = JSON.readTree("{\"event\":\"E\",\"userId\":\"u\",\"properties\":{\"n\":1,\"lost\":true}}");

        assertThat(StoredCheck.untold(told, stored("E", "u", "a", "{\"n\":1}", 0)))
                .containsExactly("properties.lost: expected true, found nothing");
    }

    @Test
    void readsTraitsFromTheContextUnderThoseOfTheCall() {
        var identify =
                sent("identify", "{\"userId\":\"u\",\"traits\":{\"a\":1},\"context\":{\"traits\":{\"a\":2,\"b\":3}}}");
        var stored = new Stored(
                "identify",
                "",
                "",
                null,
                null,
                new Stored.Parts(
                        JSON.missingNode(),
                        JSON.readTree("{\"a\":1,\"b\":3}"),
                        JSON.readTree("{\"traits\":{\"a\":2,\"b\":3}}"),
                        null));

        assertThat(StoredCheck.differences(identify, stored)).isEmpty();
    }

    private static SentCall sent(String type, String json) {
        return new SentCall(type, JSON.readTree(json), false);
    }

    private static Stored stored(String event, String user, String device, String properties, int secondsLater) {
        var original = Instant.parse("2026-01-02T10:00:00Z");
        return new Stored(
                "track",
                event,
                "",
                new Stored.Ids(device, user, "", ""),
                new Stored.Times(RECEIVED, original.plusSeconds(secondsLater), original.plusSeconds(1), original),
                new Stored.Parts(
                        JSON.readTree(properties),
                        nothing(),
                        JSON.readTree("{\"ip\":\"1\"}"),
                        parsed("{\"All\":true}")));
    }

    private static JsonNode nothing() {
        return JSON.missingNode();
    }

    private static @Nullable JsonNode parsed(String json) {
        return JSON.readTree(json);
    }
}
