package io.tributary.ingestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tributary.contracts.topic.Topic;
import io.tributary.contracts.v1.SourceRecord;
import io.tributary.embedded.SharedBackends;
import io.tributary.ingestion.adapter.kafka.DoorRecords;
import io.tributary.ingestion.adapter.kafka.DoorView;
import io.tributary.ingestion.intake.Intake;
import io.tributary.ingestion.source.KeyHash;
import io.tributary.ingestion.source.KeyLookup;
import io.tributary.ingestion.source.WriteKeys;
import io.tributary.ingestion.suppression.DoorList;
import io.tributary.ingestion.tenant.Tenants;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Sources, their keys of both kinds, and what a change of them does to the door. */
class SourcesIT extends RunningService {

    private static final String TRACK = "{\"userId\":\"u\",\"event\":\"E\"}";
    private static final String ORIGINS = "\"allowedOrigins\":[\"https://shop.example\",\"http://localhost:3000\"]";

    @Autowired
    private JdbcClient db;

    @Test
    void addsAWriteKeyBesideTheOthers() {
        var added = json(api("POST", keys("write-keys"), "{}"));

        assertThat(trackWith(writeKey)).isEqualTo(200);
        assertThat(trackWith(added.get("writeKey").asString())).isEqualTo(200);
        assertThat(json(api("GET", keys("write-keys"), "")).get("items")).hasSize(2);
        assertThat(json(api("GET", keys("write-keys"), "")).toString()).doesNotContain(writeKey);
    }

    @Test
    void rotatesOneKeyWithAnOverlap() {
        var first = json(api("GET", keys("write-keys"), "")).at("/items/0/id").asString();

        var rotated = json(api("POST", keys("write-keys/" + first + "/rotate"), "{\"overlapSeconds\":3600}"));

        assertThat(trackWith(writeKey)).isEqualTo(200);
        assertThat(trackWith(rotated.get("writeKey").asString())).isEqualTo(200);
        var ends = Instant.parse(rotated.at("/source/writeKeys/0/expiresAt").asString());
        assertThat(Duration.between(Instant.now(), ends)).isBetween(Duration.ofMinutes(59), Duration.ofMinutes(60));
        assertThat(rotated.at("/source/writeKeys/1/expiresAt").isNull()).isTrue();
        assertProblem(api("POST", keys("write-keys/nobody/rotate"), "{}"), 404, "not-found");
    }

    @Test
    void rotatesWithADaysOverlapAlsoASourceThatHasAllItsKeys() {
        for (int key = 1; key < 20; key++) {
            assertThat(api("POST", keys("write-keys"), "{}").statusCode()).isEqualTo(201);
        }
        assertProblem(api("POST", keys("write-keys"), "{}"), 409, "conflict");
        var first = json(api("GET", keys("write-keys"), "")).at("/items/0/id").asString();

        var rotated = api("POST", keys("write-keys/" + first + "/rotate"), "{}");

        assertThat(rotated.statusCode()).as(rotated.body()).isEqualTo(201);
        var ends =
                Instant.parse(json(rotated).at("/source/writeKeys/0/expiresAt").asString());
        assertThat(ends)
                .isBetween(
                        Instant.now().plus(Duration.ofHours(23)), Instant.now().plus(Duration.ofHours(25)));
        assertProblem(api("POST", keys("write-keys"), "{}"), 409, "conflict");
    }

    @Test
    void rotatesAtOnceWithoutAnOverlapAndForgetsWhatHasEnded() {
        var first = json(api("GET", keys("write-keys"), "")).at("/items/0/id").asString();

        var second = json(api("POST", keys("write-keys/" + first + "/rotate"), "{\"overlapSeconds\":0}"));
        assertThat(trackWith(writeKey)).isEqualTo(401);
        api("POST", keys("write-keys"), "{}");

        var left = json(api("GET", keys("write-keys"), "")).get("items");
        assertThat(left).hasSize(2);
        assertThat(left.at("/0/id").asString()).isEqualTo(second.get("id").asString());
    }

    @Test
    void revokesAKeyAtOnce() {
        var id = json(api("GET", keys("write-keys"), "")).at("/items/0/id").asString();

        assertThat(api("DELETE", keys("write-keys/" + id), "").statusCode()).isEqualTo(204);

        assertThat(trackWith(writeKey)).isEqualTo(401);
        assertProblem(api("DELETE", keys("write-keys/" + id), ""), 404, "not-found");
        assertProblem(api("DELETE", keys("read-keys/" + id), ""), 404, "not-found");
    }

    @Test
    void refusesMoreKeysThanASourceMayHave() {
        for (int key = 1; key < 20; key++) {
            assertThat(api("POST", keys("write-keys"), "{}").statusCode()).isEqualTo(201);
        }

        assertProblem(api("POST", keys("write-keys"), "{}"), 409, "conflict");
    }

    @Test
    void givesAReadKeyToASourceThatNamesItsOrigins() throws InvalidProtocolBufferException {
        assertProblem(api("POST", keys("read-keys"), "{}"), 409, "conflict");
        put("{\"name\":\"Web shop\"," + ORIGINS + "}");

        var made = json(api("POST", keys("read-keys"), "{}"));

        var readKey = made.get("readKey").asString();
        assertThat(readKey).startsWith("rk_");
        assertThat(made.has("writeKey")).isFalse();
        assertThat(json(api("GET", keys("read-keys"), "")).get("items")).hasSize(1);
        var record = announced();
        assertThat(record.getReadKeys(0).getHash().toByteArray())
                .isEqualTo(KeyHash.of(readKey).bytes());
        assertThat(record.getWriteKeysCount()).isEqualTo(1);
        assertThat(record.getAllowedOriginsList()).containsExactly("https://shop.example", "http://localhost:3000");
    }

    @Test
    void refusesAReadKeyAtTheCollector() {
        put("{\"name\":\"Web shop\"," + ORIGINS + "}");
        var readKey = json(api("POST", keys("read-keys"), "{}")).get("readKey").asString();

        assertThat(trackWith(readKey)).isEqualTo(401);
        assertProblem(send(to("/v1/track?writeKey=" + readKey).POST(text(TRACK))), 401, "unknown-write-key");
        assertProblem(
                send(to("/v1/track").POST(text("{\"writeKey\":\"" + readKey + "\"," + TRACK.substring(1)))),
                401,
                "unknown-write-key");
        assertProblem(send(to("/v1/projects/" + readKey + "/settings").GET()), 401, "unknown-write-key");
        assertThat(records(Topic.EVENTS)).isEmpty();
    }

    @Test
    void rotatesAndRevokesAReadKey() throws InvalidProtocolBufferException {
        put("{\"name\":\"Web shop\"," + ORIGINS + "}");
        var first = json(api("POST", keys("read-keys"), "{}"));

        var second = json(
                api("POST", keys("read-keys/" + first.get("id").asString() + "/rotate"), "{\"overlapSeconds\":0}"));

        assertThat(announced().getReadKeys(0).getExpiresAt()).isPositive();
        assertThat(api("DELETE", keys("read-keys/" + second.get("id").asString()), "")
                        .statusCode())
                .isEqualTo(204);
        assertThat(announced().getReadKeysCount()).isEqualTo(1);
        assertThat(trackWith(writeKey)).isEqualTo(200);
    }

    @Test
    void keepsHashesOnly() {
        put("{\"name\":\"Web shop\"," + ORIGINS + "}");
        var readKey = json(api("POST", keys("read-keys"), "{}")).get("readKey").asString();

        var stored = db.sql("select hash from source_key where source_id = :id")
                .param("id", sourceId)
                .query(String.class)
                .list();
        assertThat(stored)
                .containsExactlyInAnyOrder(
                        KeyHash.of(writeKey).hex(), KeyHash.of(readKey).hex());
        assertThat(records(Topic.SOURCES))
                .isNotEmpty()
                .allSatisfy(it -> assertThat(new String(it.value(), StandardCharsets.ISO_8859_1))
                        .doesNotContain(writeKey, readKey));
        assertThat(json(api("GET", "/api/v1/sources/" + sourceId, "")).toString())
                .doesNotContain(writeKey, readKey);
    }

    @Test
    void bindsKeysToTheSourcesOrigins() {
        put("{\"name\":\"Web shop\"," + ORIGINS + "}");

        assertThat(from("https://shop.example").statusCode()).isEqualTo(200);
        assertThat(from("http://localhost:3000").statusCode()).isEqualTo(200);
        assertProblem(from("https://evil.example"), 403, "forbidden");
        assertProblem(from("null"), 403, "forbidden");
        assertThat(trackWith(writeKey)).isEqualTo(200);
        assertProblem(
                api(
                        "PUT",
                        "/api/v1/sources/" + sourceId,
                        "{\"name\":\"x\",\"allowedOrigins\":[\"https://*.example\"]}"),
                400,
                "invalid-request");
    }

    /** The migration ran before there were sources, so it runs once more beside one of an older version. */
    @Test
    void writesOriginsThatWereStoredInAnotherSpellingAsBrowsersDo() throws InvalidProtocolBufferException, IOException {
        // given
        put("{\"name\":\"Web shop\"," + ORIGINS + "}");
        db.sql("update source set allowed_origins = :origins where id = :id")
                .param("origins", new String[] {
                    "https://Shop.Example:443", "https://shop.example", "http://LOCALHOST:80", "http://a.example:443"
                })
                .param("id", sourceId)
                .update();
        var before = announced().getRevision();

        // when
        var migration = new ClassPathResource("db/migration/V45__origins_as_browsers_write_them.sql")
                .getContentAsString(StandardCharsets.UTF_8);
        db.sql(migration).update();
        db.sql(migration).update();

        // then
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(announced().getAllowedOriginsList())
                        .containsExactly("https://shop.example", "http://localhost", "http://a.example:443"));
        assertThat(announced().getRevision()).isEqualTo(before + 1);
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(from("http://localhost").statusCode()).isEqualTo(200));
        assertProblem(from("http://localhost:3000"), 403, "forbidden");
    }

    @Test
    void tellsEveryInstanceAboutAChangedKeyWithinFiveSeconds() {
        // given: another instance's view of the door
        var keys = new WriteKeys();
        var settings = Map.<String, Object>of("bootstrap.servers", SharedBackends.kafkaBootstrap());
        var view = new DoorView(
                () -> new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer()),
                new DoorRecords(keys, new Tenants(), new DoorList((one, two, three) -> new byte[0]), Intake.noPlans()),
                () -> {});
        view.start();
        try {
            assertThat(keys.find(writeKey, Instant.now())).isInstanceOf(KeyLookup.Found.class);

            // when
            var second = json(api("POST", keys("write-keys"), "{\"overlapSeconds\":0}"));

            // then
            await().atMost(SOON).untilAsserted(() -> {
                assertThat(keys.find(writeKey, Instant.now())).isInstanceOf(KeyLookup.Unknown.class);
                assertThat(keys.find(second.get("writeKey").asString(), Instant.now()))
                        .isInstanceOf(KeyLookup.Found.class);
            });
            put("{\"name\":\"Web shop\",\"enabled\":false}");
            await().atMost(SOON)
                    .untilAsserted(
                            () -> assertThat(keys.find(second.get("writeKey").asString(), Instant.now()))
                                    .isInstanceOf(KeyLookup.Disabled.class));
        } finally {
            view.stop();
        }
    }

    @Test
    void sendsTheSourcesTrustAndPriorityWithEachEvent() throws InvalidProtocolBufferException {
        var view = put("{\"name\":\"CRM\",\"trust\":-10,\"priority\":7,\"correctSkew\":false}");

        collect("/v1/identify", "{\"userId\":\"u\",\"traits\":{\"a\":1}}");

        assertThat(view.get("trust").asInt()).isEqualTo(-10);
        assertThat(view.get("correctSkew").asBoolean()).isFalse();
        var event = only(Topic.EVENTS);
        assertThat(event.getSourceTrust()).isEqualTo(-10);
        assertThat(event.getSourcePriority()).isEqualTo(7);
        assertThat(announced().getKeepsDeviceTime()).isTrue();
        assertProblem(
                api("PUT", "/api/v1/sources/" + sourceId, "{\"name\":\"x\",\"trust\":101}"), 400, "invalid-request");
    }

    @Test
    void letsOnlyAdminsOfTheTenantChangeKeys() {
        for (var role : new String[] {"viewer", "marketer"}) {
            var refused = send(to(keys("write-keys"))
                    .header("Authorization", "Bearer " + ISSUER.token(tenant, role))
                    .POST(text("")));
            assertProblem(refused, 403, "forbidden");
        }
        var foreign = send(to(keys("write-keys"))
                .header("Authorization", "Bearer " + ISSUER.token("somebody-else", "admin"))
                .POST(text("")));
        assertProblem(foreign, 404, "not-found");
    }

    private JsonNode put(String settings) {
        var answer = api("PUT", "/api/v1/sources/" + sourceId, settings);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer);
    }

    private String keys(String rest) {
        return "/api/v1/sources/" + sourceId + "/" + rest;
    }

    private int trackWith(String key) {
        return send(to("/v1/track").header("X-Write-Key", key).POST(text(TRACK)))
                .statusCode();
    }

    private java.net.http.HttpResponse<String> from(String origin) {
        return send(to("/v1/track")
                .header("Origin", origin)
                .header("X-Write-Key", writeKey)
                .POST(text(TRACK)));
    }

    private SourceRecord announced() throws InvalidProtocolBufferException {
        return SourceRecord.parseFrom(records(Topic.SOURCES).getLast().value());
    }
}
