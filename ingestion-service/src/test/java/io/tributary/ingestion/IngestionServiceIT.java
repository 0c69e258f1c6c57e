package io.tributary.ingestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tributary.contracts.digest.KeyedDigest;
import io.tributary.contracts.topic.Topic;
import io.tributary.contracts.v1.AcceptedEvent;
import io.tributary.contracts.v1.CallType;
import io.tributary.contracts.v1.TenantRecord;
import io.tributary.contracts.v1.TenantStatus;
import io.tributary.ingestion.testing.Servers;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** The real application on a real broker and a real database. */
class IngestionServiceIT extends RunningService {

    @Test
    void writesATrackedEventToTheLogBeforeItAnswers() throws InvalidProtocolBufferException {
        // given
        var body = """
                {"userId":"anna","anonymousId":"a-1","event":"Order Completed","messageId":"m-1",
                 "properties":{"revenue": 12.50,"products":[{"sku":"1"}]},"context":{"ip":"::1"},
                 "timestamp":"2026-01-02T03:04:05.678Z"}""";

        // when
        var answer = collect("/v1/track", body);

        // then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"success\":true,\"accepted\":1}");
        var record = only(Topic.EVENTS);
        assertThat(record.getType()).isEqualTo(CallType.TRACK);
        assertThat(record.getSourceId()).isEqualTo(sourceId);
        assertThat(record.getMessageId()).isEqualTo("m-1");
        assertThat(record.getUserId()).isEqualTo("anna");
        assertThat(record.getProperties().toStringUtf8())
                .isEqualTo("{\"revenue\": 12.50,\"products\":[{\"sku\":\"1\"}]}");
        assertThat(record.getContext().toStringUtf8()).isEqualTo("{\"ip\":\"::1\"}");
        assertThat(record.getTimes().getTimestamp()).isEqualTo(1767323045678L);
    }

    @Test
    void keysAnEventByADigestOfItsAnonymousId() {
        collect("/v1/page", "{\"userId\":\"anna\",\"anonymousId\":\"a-1\",\"messageId\":\"m-1\"}");

        var digest = new KeyedDigest(Servers.secret()).hex(tenant, "anonymous_id", "a-1");
        assertThat(records(Topic.EVENTS)).extracting(it -> it.key()).containsExactly(tenant + "/" + digest);
    }

    @Test
    void takesTheGoodCallsOfABatchAndKeepsTheBadOnesAsRows() {
        // given
        var body = """
                {"batch":[{"type":"track","event":"A","userId":"u","messageId":"m-1"},
                          {"type":"track","event":"B","messageId":"m-2","user_id":"u"},
                          {"type":"identify","userId":"u","traits":{"plan":"pro"}}],
                 "context":{"library":{"name":"analytics-java"}}}""";

        // when
        var answer = json(collect("/v1/batch/", body));

        // then
        assertThat(answer.get("success").asBoolean()).isTrue();
        assertThat(answer.get("accepted").asInt()).isEqualTo(2);
        assertThat(answer.at("/rejected/0/index").asInt()).isEqualTo(1);
        assertThat(answer.at("/rejected/0/code").asString()).isEqualTo("no_identifier");
        assertThat(answer.at("/messageIds/0/index").asInt()).isEqualTo(2);
        assertThat(records(Topic.EVENTS)).hasSize(2);
        await().atMost(SOON).untilAsserted(() -> {
            var rows = json(api("GET", "/api/v1/bad-rows?source=" + sourceId, ""));
            assertThat(rows.at("/items/0/kind").asString()).isEqualTo("no-identifier");
            assertThat(rows.at("/items/0/messageId").asString()).isEqualTo("m-2");
        });
    }

    @Test
    void readsAGzippedBodyThatIsSentAsAForm() {
        var body =
                "{\"writeKey\":\"" + writeKey + "\",\"batch\":[{\"type\":\"track\",\"event\":\"A\",\"userId\":\"u\"}]}";
        var request = to("/v1/batch")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Content-Encoding", "gzip")
                .POST(HttpRequest.BodyPublishers.ofByteArray(gzip(body.getBytes(StandardCharsets.UTF_8))));

        assertThat(send(request).statusCode()).isEqualTo(200);
    }

    @Test
    void answersEachRefusedRequestWithItsProblem() {
        var good = "{\"userId\":\"u\",\"event\":\"E\"}";
        assertProblem(send(to("/v1/track").POST(text(good))), 401, "unknown-write-key");
        assertProblem(send(to("/v1/track?writeKey=wrong").POST(text(good))), 401, "unknown-write-key");
        assertProblem(
                collect("/v1/track", "{\"writeKey\":\"other\",\"userId\":\"u\",\"event\":\"E\"}"),
                401,
                "conflicting-write-keys");
        assertProblem(collect("/v1/track", "{\"userId\":"), 400, "malformed-json");
        assertProblem(collect("/v1/track", "{\"a\":NaN}"), 400, "malformed-json");
        assertProblem(collect("/v1/track", "{\"a\":1,\"a\":2}"), 400, "malformed-json");
        assertProblem(collect("/v1/track", "{\"a\":".repeat(10_000)), 400, "malformed-json");
        assertProblem(collect("/v1/track", "[]"), 400, "invalid-request");
        assertProblem(collect("/v1/batch", "{\"batch\":[]}"), 400, "invalid-request");
        assertProblem(collect("/v1/batch", "{}"), 400, "invalid-request");
        assertProblem(collect("/v1/nothing", good), 404, "not-found");
        assertProblem(collect("/v1/batch", "x".repeat(5 * 1024 * 1024)), 413, "payload-too-large");
        assertProblem(sendBytes("/v1/batch", gzip(new byte[50 * 1024 * 1024])), 413, "payload-too-large");
        assertProblem(sendBytes("/v1/batch", manyEmptyMembers()), 400, "malformed-json");
        assertProblem(
                sendBytes("/v1/track", new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'}), 400, "malformed-json");
        assertThat(records(Topic.EVENTS)).isEmpty();
    }

    /** The JDK's own reader of gzip runs out of stack at these. */
    private static byte[] manyEmptyMembers() {
        var members = new ByteArrayOutputStream();
        byte[] empty = gzip(new byte[0]);
        for (int member = 0; member < 40_000; member++) {
            members.writeBytes(empty);
        }
        return members.toByteArray();
    }

    @Test
    void answersAnUnknownSourceOfAnotherTenantAsIfItWereNotThere() {
        var other = send(to("/api/v1/sources/" + sourceId)
                .header("Authorization", "Bearer " + ISSUER.token("somebody-else", "admin"))
                .GET());

        assertProblem(other, 404, "not-found");
        assertProblem(send(to("/api/v1/sources").GET()), 401, "unauthenticated");
        var viewer = to("/api/v1/sources")
                .header("Authorization", "Bearer " + ISSUER.token(tenant, "viewer"))
                .header("Content-Type", "application/json")
                .POST(text("{\"name\":\"x\"}"));
        assertProblem(send(viewer), 403, "forbidden");
    }

    @Test
    void refusesUnknownFieldsAndASecondSourceOfTheSameKey() {
        assertProblem(api("POST", "/api/v1/sources", "{\"name\":\"x\",\"colour\":\"red\"}"), 400, "unknown-field");
        assertProblem(api("POST", "/api/v1/sources", "{\"name\":\"Web shop\"}"), 409, "already-exists");
        assertProblem(api("POST", "/api/v1/sources", "{\"name\":\"\"}"), 400, "invalid-request");
    }

    @Test
    void givesTheFirstAnswerToARepeatedIdempotentCall() {
        var first = apiWithKey("k-1", "{\"name\":\"App\"}");
        var again = apiWithKey("k-1", "{\"name\":\"App\"}");
        var other = apiWithKey("k-1", "{\"name\":\"Other\"}");

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertProblem(other, 409, "idempotency-conflict");
    }

    @Test
    void rotatesAWriteKeyAndRefusesTheOldOne() {
        var rotated = json(api("POST", "/api/v1/sources/" + sourceId + "/write-keys", "{\"overlapSeconds\":0}"));

        assertProblem(collect("/v1/track", "{\"userId\":\"u\",\"event\":\"E\"}"), 401, "unknown-write-key");
        writeKey = rotated.get("writeKey").asString();
        assertThat(collect("/v1/track", "{\"userId\":\"u\",\"event\":\"E\"}").statusCode())
                .isEqualTo(200);
    }

    @Test
    void answersADisabledSourceWithNotFound() {
        api("PUT", "/api/v1/sources/" + sourceId, "{\"name\":\"Web shop\",\"enabled\":false}");

        assertProblem(collect("/v1/track", "{\"userId\":\"u\",\"event\":\"E\"}"), 404, "source-disabled");
    }

    @Test
    void refusesASuspendedTenantWithinSeconds() {
        var record = TenantRecord.newBuilder()
                .setTenant(tenant)
                .setStatus(TenantStatus.SUSPENDED)
                .build();
        var ignored =
                producer.send(new ProducerRecord<>(Topic.TENANTS.wireName(), "_/" + tenant, record.toByteArray()));

        await().atMost(SOON)
                .untilAsserted(() -> assertProblem(
                        collect("/v1/track", "{\"userId\":\"u\",\"event\":\"E\"}"), 403, "tenant-suspended"));
    }

    @Test
    void keepsAnErasedPersonOutWithTheSameReply() {
        // given
        suppress("eve@example.com");

        // when
        await().atMost(SOON).untilAsserted(() -> {
            var answer = collect(
                    "/v1/identify",
                    "{\"userId\":\"eve\",\"messageId\":\"m\",\"traits\":{\"email\":\" Eve@Example.com\"}}");
            assertThat(answer.body()).isEqualTo("{\"success\":true,\"accepted\":1}");
            assertThat(count("suppressed")).isPositive();
        });

        // then
        assertThat(count("received")).isEqualTo(count("accepted") + count("refused") + count("suppressed"));
    }

    @Test
    void putsHistoryIntoTheBulkLaneWithItsOwnDates() throws InvalidProtocolBufferException {
        var created = json(api("POST", "/api/v1/sources", "{\"name\":\"History\",\"historical\":true}"));
        writeKey = created.get("writeKey").asString();
        collect("/v1/track", "{\"userId\":\"u\",\"event\":\"E\",\"timestamp\":\"2031-01-01T00:00:00Z\"}");

        var event =
                AcceptedEvent.parseFrom(records(Topic.EVENTS_BULK).getFirst().value());
        assertThat(event.getHistorical()).isTrue();
        assertThat(event.getTimes().getClamped()).isFalse();
        assertThat(event.getTimes().getTimestamp()).isEqualTo(1924992000000L);
    }

    @Test
    void answersABrowsersPreflightForADay() {
        var answer = send(to("/v1/t")
                .header("Origin", "https://shop.example")
                .header("Access-Control-Request-Method", "POST")
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains("https://shop.example");
        assertThat(answer.headers().firstValue("Access-Control-Max-Age")).contains("86400");
    }

    @Test
    void answersTheSettingsThatBrowserClientsStartWith() {
        var segment = json(send(to("/v1/projects/" + writeKey + "/settings").GET()));
        var rudder = json(send(to("/sourceConfig/?writeKey=" + writeKey).GET()));

        assertThat(segment.at("/integrations/Segment.io/apiKey").asString()).isEqualTo(writeKey);
        assertThat(rudder.at("/source/id").asString()).isEqualTo(sourceId);
    }

    @Test
    void describesItsRoutes() {
        var docs = json(send(to("/v3/api-docs").GET()));

        assertThat(docs.get("paths").propertyNames()).contains("/v1/batch", "/api/v1/sources", "/api/v1/jobs/{id}");
    }
}
