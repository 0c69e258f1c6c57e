package io.tributary.ingestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tributary.contracts.topic.Topic;
import io.tributary.contracts.v1.AcceptedEvent;
import io.tributary.contracts.v1.CallType;
import io.tributary.contracts.v1.TenantLimits;
import io.tributary.contracts.v1.TenantRecord;
import io.tributary.contracts.v1.TenantStatus;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Section 5.1 of the collector protocol, line by line, over HTTP and in the log. */
class CollectorProtocolIT extends RunningService {

    private static final String CALL = """
            {"messageId":"m-1","userId":"u","anonymousId":"a","event":"E","name":"N","groupId":"g","previousId":"p",
             "mergeProperties":[{"type":"email","value":"a@b.c"}]}""";
    private static final String TRACK = "{\"userId\":\"u\",\"event\":\"E\"}";

    static Stream<Arguments> routesOfOneCall() {
        var routes = new ArrayList<Arguments>();
        for (var call : List.of("identify", "track", "page", "screen", "group", "alias")) {
            for (var prefix : List.of("/v1/", "/api/s/", "/api/s/s2s/")) {
                routes.add(Arguments.of(prefix + call, call));
            }
            routes.add(Arguments.of("/v1/" + call.charAt(0), call));
        }
        routes.add(Arguments.of("/v1/merge", "identify"));
        return routes.stream();
    }

    @ParameterizedTest
    @MethodSource("routesOfOneCall")
    void takesACallOnEachOfItsRoutesWithAndWithoutASlashAtTheEnd(String route, String type)
            throws InvalidProtocolBufferException {
        var plain = collect(route, CALL);
        var slash = collect(route + "/", CALL);

        assertThat(plain.statusCode()).as(plain.body()).isEqualTo(200);
        assertThat(plain.body()).isEqualTo("{\"success\":true,\"accepted\":1}");
        assertThat(slash.body()).isEqualTo(plain.body());
        for (var record : records(Topic.EVENTS)) {
            var event = AcceptedEvent.parseFrom(record.value());
            assertThat(event.getType().name()).isEqualToIgnoringCase(type);
            assertThat(event.getMessageId()).isEqualTo("m-1");
        }
        assertThat(records(Topic.EVENTS)).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/batch, EVENTS",
        "/v1/b, EVENTS",
        "/v1/import, EVENTS",
        "/beacon/v1/batch, EVENTS",
        "/v1/replay, EVENTS_BULK"
    })
    void takesABatchOnEachOfItsRoutesWithAndWithoutASlashAtTheEnd(String route, Topic topic) {
        var batch =
                "{\"batch\":[{\"type\":\"track\",\"userId\":\"u\",\"event\":\"E\"},{\"type\":\"p\",\"userId\":\"u\"}]}";

        assertThat(json(collect(route, batch)).get("accepted").asInt()).isEqualTo(2);
        assertThat(json(collect(route + "/", batch)).get("success").asBoolean()).isTrue();
        assertThat(records(topic)).hasSize(4);
    }

    @Test
    void throwsAwayWhatBrowserClientsReportOnThemselves() {
        assertThat(collect("/v1/m", "{\"series\":[]}").statusCode()).isEqualTo(204);
        assertThat(send(to("/v1/m/").POST(text("anything"))).statusCode()).isEqualTo(204);
        assertThat(records(Topic.EVENTS)).isEmpty();
    }

    @Test
    void answersTheStartOfBrowserClientsWithAndWithoutASlashAtTheEnd() {
        var settings = json(send(to("/v1/projects/" + writeKey + "/settings/").GET()));
        var config = json(send(to("/sourceConfig?p=web&v=3&build=modern&writeKey=" + writeKey)
                .header("Authorization", basic(writeKey + ":"))
                .GET()));

        assertThat(settings.at("/integrations/Segment.io/apiKey").asString()).isEqualTo(writeKey);
        assertThat(config.at("/source/writeKey").asString()).isEqualTo(writeKey);
        assertProblem(send(to("/v1/projects/wrong/settings").GET()), 401, "unknown-write-key");
        assertProblem(send(to("/sourceConfig/?writeKey=wrong").GET()), 401, "unknown-write-key");
    }

    @Test
    void takesPixelsWithAndWithoutASlashAtTheEnd() {
        var page = send(to("/pixel/v1/page/?writeKey=" + writeKey + "&anonymousId=a&name=Home&messageId=px-1")
                .GET());
        var track = send(
                to("/pixel/v1/track?writeKey=" + writeKey + "&userId=u&event=E").GET());

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(track.headers().firstValue("Content-Type")).contains("image/gif");
        assertThat(records(Topic.EVENTS)).hasSize(2);
    }

    @Test
    void holdsPixelsToTheOriginsOfTheirSource() throws InvalidProtocolBufferException {
        var settings = "{\"name\":\"Web shop\",\"allowedOrigins\":[\"HTTPS://Shop.example:443/\"]}";
        var changed = api("PUT", "/api/v1/sources/" + sourceId, settings);
        var pixel = "/pixel/v1/track?writeKey=" + writeKey + "&userId=u&event=E&messageId=";

        assertThat(json(changed).at("/allowedOrigins/0").asString())
                .as(changed.body())
                .isEqualTo("https://shop.example");
        await().atMost(SOON)
                .until(() -> send(to("/v1/track?writeKey=" + writeKey)
                                        .header("Origin", "https://evil.example")
                                        .POST(text(TRACK)))
                                .statusCode()
                        == 403);
        long before = records(Topic.EVENTS).size();

        send(to(pixel + "evil").header("Referer", "https://evil.example/page").GET());
        send(to(pixel + "good").header("Referer", "https://shop.example/page").GET());

        assertThat(records(Topic.EVENTS)).hasSize((int) before + 1);
        assertThat(AcceptedEvent.parseFrom(records(Topic.EVENTS).getLast().value())
                        .getMessageId())
                .isEqualTo("good");
    }

    @Test
    void findsTheWriteKeyWhereverAClientPutsIt() {
        var inBody = "{\"writeKey\":\"" + writeKey + "\"," + TRACK.substring(1);
        var masked = "{\"writeKey\":\"***\"," + TRACK.substring(1);

        assertTaken(withHeader("Authorization", basic(writeKey + ":"), TRACK));
        assertTaken(withHeader("Authorization", basic(writeKey), TRACK));
        assertTaken(withHeader("Authorization", "Bearer some.oauth.token", inBody));
        assertTaken(withHeader("X-Write-Key", writeKey, masked));
        assertTaken(withHeader("X-Write-Key", writeKey + ":secret", masked));
        assertTaken(send(to("/v1/track").POST(text(inBody))));
        assertTaken(send(to("/v1/track?writeKey=" + writeKey).POST(text(TRACK))));
        assertTaken(withHeader("Authorization", basic(writeKey + ":"), inBody));
    }

    @Test
    void refusesKeysThatDisagreeOrOpenNothing() {
        var inBody = "{\"writeKey\":\"" + writeKey + "\"," + TRACK.substring(1);

        assertProblem(withHeader("Authorization", basic("other:"), inBody), 401, "conflicting-write-keys");
        assertProblem(withHeader("X-Write-Key", "other", inBody), 401, "conflicting-write-keys");
        assertProblem(send(to("/v1/track?writeKey=other").POST(text(inBody))), 401, "conflicting-write-keys");
        assertProblem(withHeader("Authorization", "Basic %%%", TRACK), 401, "unknown-write-key");
        assertProblem(withHeader("Authorization", "Bearer some.oauth.token", TRACK), 401, "unknown-write-key");
        assertThat(records(Topic.EVENTS)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "application/json; charset=UTF-8",
                "text/plain",
                "text/plain;charset=UTF-8",
                "application/x-www-form-urlencoded",
                "application/octet-stream",
                "nonsense"
            })
    void doesNotTrustTheContentType(String contentType) {
        var body = ("{\"writeKey\":\"" + writeKey + "\"," + TRACK.substring(1)).getBytes(StandardCharsets.UTF_8);

        assertTaken(send(to("/v1/track").header("Content-Type", contentType).POST(BodyPublishers.ofByteArray(body))));
        assertTaken(send(to("/v1/track")
                .header("Content-Type", contentType)
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(gzip(body)))));
        // Without a length the client sends chunks.
        assertTaken(send(to("/v1/track")
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(gzip(body))))));
    }

    @Test
    void mergesWhatTheEnvelopeSaysUnderEachCall() throws InvalidProtocolBufferException {
        collect("/v1/import/", """
                {"batch":[{"type":"identify","userId":"u","context":{"ip":"1.1.1.1"},"integrations":{"A":false}}],
                 "sentAt":"2026-01-02T03:04:05Z","context":{"ip":"9.9.9.9","library":{"name":"analytics-java"}},
                 "integrations":{"A":true,"B":{"x":1}},"sequence":7,"channel":"server","timestamp":"2020-01-01T00:00:00Z"}""");

        var event = only(Topic.EVENTS);
        assertThat(JSON.readTree(event.getContext().toStringUtf8()))
                .isEqualTo(JSON.readTree("{\"ip\":\"1.1.1.1\",\"library\":{\"name\":\"analytics-java\"}}"));
        assertThat(JSON.readTree(event.getIntegrations().toStringUtf8()))
                .isEqualTo(JSON.readTree("{\"A\":false,\"B\":{\"x\":1}}"));
        assertThat(event.getTimes().getSentAt()).isEqualTo(1767323045000L);
        assertThat(event.getOthers().toStringUtf8()).isEqualTo("{\"sequence\":7,\"channel\":\"server\"}");
    }

    @Test
    void takesSentAtFromTheCallBeforeTheEnvelope() throws InvalidProtocolBufferException {
        collect(
                "/v1/batch",
                "{\"batch\":[{\"type\":\"identify\",\"userId\":\"u\",\"sentAt\":\"2026-01-02T03:04:05Z\"}],"
                        + "\"sentAt\":\"2026-01-02T09:09:09Z\"}");

        assertThat(only(Topic.EVENTS).getTimes().getSentAt()).isEqualTo(1767323045000L);
    }

    @Test
    void trustsTheClockOfWhoCallsByTheRouteOfServers() throws InvalidProtocolBufferException {
        // given: Jitsu's client, which names the same library wherever it runs
        var call = "{\"userId\":\"u\",\"event\":\"E\",\"context\":{\"library\":{\"name\":\"@jitsu/js\"}},"
                + "\"timestamp\":\"2026-01-02T03:04:05Z\",\"sentAt\":\"2026-01-02T03:04:06Z\"}";

        // when
        collect("/api/s/s2s/track", call);

        // then
        assertThat(only(Topic.EVENTS).getTimes().getTimestamp()).isEqualTo(1767323045000L);
    }

    @Test
    void takesTheNormalTrafficOfRealClients() throws InvalidProtocolBufferException {
        // given: userId null, alias to oneself, no context, empty integrations, the time in originalTimestamp only
        var answer = collect("/v1/batch", """
                {"batch":[
                 {"type":"track","userId":null,"anonymousId":"a","event":"E","messageId":"1","integrations":{},
                  "originalTimestamp":"2026-01-02T03:04:05Z"},
                 {"type":"alias","userId":"u","previousId":"u","messageId":"2"}]}""");

        assertThat(answer.body()).isEqualTo("{\"success\":true,\"accepted\":2}");
        for (var record : records(Topic.EVENTS)) {
            var event = AcceptedEvent.parseFrom(record.value());
            if (event.getType() == CallType.TRACK) {
                assertThat(event.getUserId()).isEmpty();
                assertThat(event.getTimes().getTimestamp()).isEqualTo(1767323045000L);
                assertThat(event.getContext().isEmpty()).isTrue();
            } else {
                assertThat(event.getPreviousId()).isEqualTo(event.getUserId());
            }
        }
    }

    @Test
    void tellsAStrictClientWhatWasRefused() {
        var bad = "{\"type\":\"track\",\"event\":\"E\"}";
        var good = "{\"type\":\"track\",\"event\":\"E\",\"userId\":\"u\"}";

        var plain = collect("/v1/track", bad);
        var all = collect("/v1/track?strict=true", bad);
        var some = collect("/v1/batch?strict=true", "{\"batch\":[" + good + "," + bad + "]}");
        var none = collect("/v1/batch?strict=true", "{\"batch\":[" + good + "]}");

        assertThat(plain.statusCode()).isEqualTo(200);
        assertThat(json(plain).get("success").asBoolean()).isTrue();
        assertThat(json(plain).at("/rejected/0/code").asString()).isEqualTo("no_identifier");
        assertThat(all.statusCode()).isEqualTo(400);
        assertThat(some.statusCode()).isEqualTo(207);
        assertThat(json(some).at("/rejected/0/index").asInt()).isEqualTo(1);
        assertThat(none.statusCode()).isEqualTo(200);
    }

    @Test
    void answersAnEventThatIsTooLargeAsARefusedOneAndABodyThatIsTooLargeAsAProblem() {
        var large = "{\"userId\":\"u\",\"event\":\"E\",\"messageId\":\"big\",\"properties\":{\"a\":\""
                + "x".repeat(33_000) + "\"}}";

        var event = collect("/v1/track", large);

        assertThat(event.statusCode()).isEqualTo(200);
        assertThat(json(event).at("/rejected/0/code").asString()).isEqualTo("too_large");
        assertProblem(collect("/v1/batch", "{\"batch\":[" + "{},".repeat(2_500) + "{}]}"), 413, "payload-too-large");
    }

    @Test
    void tellsAClientThatIsTooFastWhenToComeBack() {
        // given
        var record = TenantRecord.newBuilder()
                .setTenant(tenant)
                .setStatus(TenantStatus.ACTIVE)
                .setLimits(TenantLimits.newBuilder().setEventsPerSecond(1))
                .build();
        var ignored =
                producer.send(new ProducerRecord<>(Topic.TENANTS.wireName(), "_/" + tenant, record.toByteArray()));

        // when
        var refused = new ArrayList<HttpResponse<String>>();
        await().atMost(SOON).until(() -> {
            var answer = collect("/v1/batch", "{\"batch\":[" + "{},".repeat(99) + "{}]}");
            if (answer.statusCode() == 429) {
                refused.add(answer);
            }
            return !refused.isEmpty();
        });

        // then
        assertProblem(refused.getFirst(), 429, "rate-limited");
        for (var header : List.of("Retry-After", "X-RateLimit-Reset")) {
            assertThat(refused.getFirst().headers().firstValue(header))
                    .hasValueSatisfying(it -> assertThat(it).matches("[1-9][0-9]*"));
        }
    }

    @Test
    void allowsWhatAPagesPreflightAsksFor() {
        var answer = preflight("/v1/t", "authorization,content-type,x-retry-count,anonymousid,X-Own");
        var jitsu = preflight("/api/s/track", "x-write-key,x-enable-debug");

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains("https://shop.example");
        assertThat(answer.headers().firstValue("Access-Control-Max-Age")).contains("86400");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Credentials"))
                .isEmpty();
        assertThat(list(answer, "Access-Control-Allow-Methods")).contains("POST", "GET");
        assertThat(list(answer, "Access-Control-Allow-Headers"))
                .contains("authorization", "content-type", "x-retry-count", "anonymousid", "x-own");
        assertThat(list(jitsu, "Access-Control-Allow-Headers")).contains("x-write-key", "x-enable-debug");
    }

    @Test
    void letsAPageReadRefusalsToo() {
        var refused = send(to("/v1/t").header("Origin", "https://shop.example").POST(text(TRACK)));

        assertProblem(refused, 401, "unknown-write-key");
        assertThat(refused.headers().firstValue("Access-Control-Allow-Origin")).contains("https://shop.example");
        assertThat(list(refused, "Access-Control-Expose-Headers")).contains("Retry-After");
    }

    private HttpResponse<String> preflight(String path, String headers) {
        return send(to(path).header("Origin", "https://shop.example")
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", headers)
                .method("OPTIONS", BodyPublishers.noBody()));
    }

    private static List<String> list(HttpResponse<String> answer, String header) {
        return answer.headers().allValues(header).stream()
                .flatMap(it -> Pattern.compile(",\\s*").splitAsStream(it))
                .toList();
    }

    private HttpResponse<String> withHeader(String name, String value, String body) {
        return send(to("/v1/track").header(name, value).POST(text(body)));
    }

    private static String basic(String user) {
        return "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertTaken(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(json(answer).get("accepted").asInt()).as(answer.body()).isEqualTo(1);
    }
}
