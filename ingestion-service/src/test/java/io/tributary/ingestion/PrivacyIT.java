package io.tributary.ingestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import io.tributary.contracts.digest.KeyedDigest;
import io.tributary.contracts.topic.RecordKey;
import io.tributary.contracts.topic.Topic;
import io.tributary.contracts.v1.AcceptedEvent;
import io.tributary.contracts.v1.PrivateAction;
import io.tributary.contracts.v1.PrivateField;
import io.tributary.contracts.v1.SuppressedSubject;
import io.tributary.contracts.v1.SuppressionEffect;
import io.tributary.contracts.v1.SuppressionEntry;
import io.tributary.contracts.v1.TenantLimits;
import io.tributary.contracts.v1.TenantRecord;
import io.tributary.contracts.v1.TenantStatus;
import io.tributary.ingestion.testing.Servers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a tenant keeps out is in no topic and no table, whatever way it came; who is erased leaves no trace at all. */
class PrivacyIT extends RunningService {

    private static final String SECRET = "4111-secret";

    private final KeyedDigest digest = new KeyedDigest(Servers.secret());

    @Test
    void keepsPrivateFieldsOutOfEverythingThatIsWritten() {
        // given: the door knows the settings; what is sent until then is not kept out
        await().atMost(SOON).untilAsserted(() -> {
            keepOut();
            collect("/v1/track", track("m-0", "\"properties\":{\"card\":\"early\"}"));
            assertThat(records(Topic.EVENTS)).isNotEmpty();
            assertThat(parsed(records(Topic.EVENTS).getLast().value())
                            .getProperties()
                            .toStringUtf8())
                    .isEqualTo("{}");
        });
        int before = records(Topic.EVENTS).size();

        // when
        collect(
                "/v1/track",
                track("m-1", "\"properties\":{\"card\":\"" + SECRET + "\",\"n\":1},\"hint\":\"" + SECRET + "\""));
        collect(
                "/v1/batch",
                "{\"batch\":[{\"type\":\"identify\",\"userId\":\"u\",\"messageId\":\"m-2\",\"context\":{\"traits\":{\"email\":\"a@b.org\"}}},"
                        + "{\"type\":\"page\",\"messageId\":\"m-bad\",\"properties\":{\"card\":\"" + SECRET
                        + "\"}}],\"context\":{\"ip\":\"" + SECRET + "\"}}");
        importFile(
                "{\"type\":\"track\",\"event\":\"E\",\"userId\":\"u\",\"messageId\":\"m-3\",\"properties\":{\"card\":\""
                        + SECRET
                        + "\"}}\n{\"type\":\"track\",\"event\":\"E\",\"messageId\":\"m-4\",\"properties\":{\"card\":\""
                        + SECRET
                        + "\"}}\n{\"type\":\"track\",\"card\":\"" + SECRET + "\n");
        await().atMost(SOON).until(() -> badRows().size() == 3);
        replay();

        // then
        assertThat(records(Topic.EVENTS)).hasSize(before + 2);
        assertThat(records(Topic.EVENTS_BULK)).hasSize(3);
        for (var topic : List.of(Topic.EVENTS, Topic.EVENTS_BULK, Topic.BAD_ROWS)) {
            assertThat(records(topic))
                    .allSatisfy(it -> assertThat(new String(it.value(), StandardCharsets.UTF_8))
                            .doesNotContain(SECRET)
                            .doesNotContain("a@b.org"));
        }
        assertThat(badRows())
                .allSatisfy(id -> assertThat(
                                api("GET", "/api/v1/bad-rows/" + id, "").body())
                        .doesNotContain(SECRET));
        var identify = records(Topic.EVENTS).stream()
                .map(it -> parsed(it.value()))
                .filter(it -> it.getMessageId().equals("m-2"))
                .findFirst()
                .orElseThrow();
        assertThat(identify.getTraits().toStringUtf8())
                .isEqualTo("{\"email\":\"" + digest.hex(tenant, "private_field", "a@b.org") + "\"}");
    }

    @Test
    void appliesATenantsOwnNestingAndMembersToLiveCallsImportsAndReplays() {
        // given
        await().atMost(SOON).untilAsserted(() -> {
            announce(TenantRecord.newBuilder()
                    .setLimits(TenantLimits.newBuilder()
                            .setNesting(4)
                            .setMembers(2)
                            .setEventBytes(2_000)));
            assertThat(code("\"properties\":{\"a\":{\"b\":{\"c\":{}}}}")).isEqualTo("too_deep");
        });

        // then
        assertThat(code("\"properties\":{\"a\":1,\"b\":2,\"c\":3}")).isEqualTo("too_many_members");
        assertThat(code("\"properties\":{\"a\":\"" + "x".repeat(2_000) + "\"}")).isEqualTo("too_large");
        assertThat(code("\"properties\":{\"a\":{\"b\":{}}}")).isEmpty();
        importFile("{\"type\":\"track\",\"event\":\"E\",\"userId\":\"u\",\"properties\":{\"a\":1,\"b\":2,\"c\":3}}\n");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(api("GET", "/api/v1/bad-rows?kind=too-many-members", "")
                                .body())
                        .contains("too-many-members"));
        var trial = json(api(
                "POST",
                "/api/v1/bad-rows/replay?dryRun=true",
                "{\"filter\":{\"kind\":\"too-many-members\"},\"repair\":[]}"));
        assertThat(trial.get("accepted").asInt()).isZero();
        assertThat(trial.at("/problems/0/kind").asString()).isEqualTo("too-many-members");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"type\":\"identify\",\"userId\":\"%s\"",
                "\"type\":\"track\",\"event\":\"E\",\"anonymousId\":\"%s\"",
                "\"type\":\"identify\",\"userId\":\"u\",\"traits\":{\"email\":\"%s@example.com\"}",
                "\"type\":\"identify\",\"userId\":\"u\",\"context\":{\"traits\":{\"email\":\"%s@example.com\"}}",
                "\"type\":\"track\",\"event\":\"E\",\"anonymousId\":\"a\",\"context\":{\"externalIds\":[{\"id\":\"%s\",\"type\":\"crmId\",\"collection\":\"users\",\"encoding\":\"none\"}]}",
                "\"type\":\"alias\",\"userId\":\"u\",\"previousId\":\"%s\"",
                "\"type\":\"track\",\"userId\":\"%s\"",
                "\"type\":\"track\",\"event\":\"E\",\"user_id\":\"%s\"",
                "\"type\":\"track\",\"event\":\"E\",\"userId\":\"%s\",\"timestamp\":\"soon\""
            })
    void answersForAnErasedPersonByteForByteAsForAnybodyAndKeepsNothing(String call) {
        // given
        erase("user_id", "xavier");
        erase("anonymous_id", "xavier");
        erase("email", "xavier@example.com");
        erase("crm_id", "xavier");
        await().atMost(SOON).untilAsserted(() -> {
            collect("/v1/identify", "{\"userId\":\"xavier\"}");
            assertThat(count("suppressed")).isPositive();
        });
        var before = places(Topic.EVENTS);
        double suppressed = count("suppressed");

        // when
        var live = collect("/v1/batch", "{\"batch\":[{\"messageId\":\"m-1\"," + call.formatted("xavier") + "}]}");
        var anybody = collect("/v1/batch", "{\"batch\":[{\"messageId\":\"m-1\"," + call.formatted("ann") + "}]}");
        var given = collect("/v1/batch?strict=true", "{\"batch\":[{" + call.formatted("xavier") + "}]}");
        var givenToAnybody = collect("/v1/batch?strict=true", "{\"batch\":[{" + call.formatted("ann") + "}]}");
        importFile("{\"messageId\":\"m-2\"," + call.formatted("xavier") + "}\n");

        // then
        assertThat(live.body()).isEqualTo(anybody.body());
        assertThat(live.statusCode()).isEqualTo(anybody.statusCode());
        assertThat(live.headers().map().keySet())
                .isEqualTo(anybody.headers().map().keySet());
        assertThat(given.statusCode()).isEqualTo(givenToAnybody.statusCode());
        assertThat(withoutIds(given.body())).isEqualTo(withoutIds(givenToAnybody.body()));
        assertThat(count("suppressed")).isEqualTo(suppressed + 3);
        assertThat(count("received")).isEqualTo(count("accepted") + count("refused") + count("suppressed"));
        var kept = Stream.concat(records(Topic.EVENTS).stream(), records(Topic.BAD_ROWS).stream())
                .filter(it -> !before.contains(place(it)))
                .toList();
        assertThat(kept)
                .as("only what anybody sent")
                .hasSize(2)
                .allSatisfy(it -> assertThat(new String(it.value(), StandardCharsets.UTF_8))
                        .doesNotContain("xavier"));
        assertThat(records(Topic.EVENTS_BULK)).isEmpty();
    }

    private Set<String> places(Topic topic) {
        return records(topic).stream().map(PrivacyIT::place).collect(Collectors.toSet());
    }

    private static String place(ConsumerRecord<String, byte[]> record) {
        return record.topic() + record.partition() + "@" + record.offset();
    }

    @Test
    void leavesAnErasedPersonOutOfAReplay() {
        collect("/v1/track", "{\"user_id\":\"xavier\",\"event\":\"E\",\"messageId\":\"m-1\"}");
        await().atMost(SOON).until(() -> badRows().size() == 1);
        eraseAndAwait("user_id", "xavier");

        replay();

        assertThat(records(Topic.EVENTS_BULK)).isEmpty();
    }

    /** Of a file that comes after the erasure; ImportWorkTest has the one that came before and waited. */
    @Test
    void leavesAnErasedPersonOutOfAnImport() {
        eraseAndAwait("user_id", "xavier");

        importFile("""
                {"type":"track","event":"E","userId":"xavier"}
                {"type":"track","event":"E","userId":"yves"}
                """);

        assertThat(records(Topic.EVENTS_BULK))
                .extracting(it -> parsed(it.value()).getUserId())
                .containsExactly("yves");
    }

    private static String withoutIds(String reply) {
        return reply.replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "ID");
    }

    private static AcceptedEvent parsed(byte[] value) {
        try {
            return AcceptedEvent.parseFrom(value);
        } catch (com.google.protobuf.InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    private String code(String members) {
        var reply = json(collect("/v1/track", track("m", members)));
        return reply.at("/rejected/0/code").asString("");
    }

    private static String track(String messageId, String members) {
        return "{\"userId\":\"u\",\"event\":\"E\",\"messageId\":\"" + messageId + "\"," + members + "}";
    }

    private List<String> badRows() {
        return json(api("GET", "/api/v1/bad-rows", "")).get("items").values().stream()
                .map(it -> it.get("id").asString())
                .toList();
    }

    private void replay() {
        var request = "{\"filter\":{},\"repair\":[{\"op\":\"rename\",\"pointer\":\"/user_id\",\"to\":\"userId\"},"
                + "{\"op\":\"set\",\"pointer\":\"/anonymousId\",\"value\":\"a\"}]}";
        awaitJob(json(api("POST", "/api/v1/bad-rows/replay", request))
                .get("jobId")
                .asString());
    }

    private void importFile(String lines) {
        var started = api("POST", "/api/v1/imports?source=" + sourceId, lines);
        assertThat(started.statusCode()).as(started.body()).isEqualTo(202);
        awaitJob(json(started).get("jobId").asString());
    }

    private void awaitJob(String id) {
        await().atMost(SOON.multipliedBy(4))
                .untilAsserted(() -> assertThat(json(api("GET", "/api/v1/jobs/" + id, ""))
                                .get("state")
                                .asString())
                        .isEqualTo("done"));
    }

    private void keepOut() {
        announce(TenantRecord.newBuilder()
                .addPrivateFields(field("properties.card", PrivateAction.DROP))
                .addPrivateFields(field("context.ip", PrivateAction.DROP))
                .addPrivateFields(field("hint", PrivateAction.DROP))
                .addPrivateFields(field("traits.email", PrivateAction.HASH)));
    }

    private static PrivateField field(String path, PrivateAction action) {
        return PrivateField.newBuilder().setPath(path).setAction(action).build();
    }

    private void announce(TenantRecord.Builder record) {
        var ignored = producer.send(new ProducerRecord<>(
                Topic.TENANTS.wireName(),
                "_/" + tenant,
                record.setTenant(tenant).setStatus(TenantStatus.ACTIVE).build().toByteArray()));
    }

    private void eraseAndAwait(String namespace, String value) {
        erase(namespace, value);
        await().atMost(SOON).untilAsserted(() -> {
            collect("/v1/identify", "{\"userId\":\"" + value + "\"}");
            assertThat(count("suppressed")).isPositive();
        });
    }

    /** From now on, as every erasure. */
    private void erase(String namespace, String value) {
        byte[] subject = digest.of(tenant, namespace, value);
        var record = SuppressedSubject.newBuilder()
                .setTenant(tenant)
                .setNamespace(namespace)
                .setDigest(ByteString.copyFrom(subject))
                .addEntries(SuppressionEntry.newBuilder()
                        .setScope("global")
                        .setKind("erasure")
                        .setFrom(Instant.now().toEpochMilli())
                        .setEffect(SuppressionEffect.BLOCK))
                .build();
        var ignored = producer.send(new ProducerRecord<>(
                Topic.SUPPRESSIONS.wireName(),
                new RecordKey(tenant, HexFormat.of().formatHex(subject)).text(),
                record.toByteArray()));
    }
}
