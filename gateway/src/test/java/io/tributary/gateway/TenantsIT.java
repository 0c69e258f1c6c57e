package io.tributary.gateway;

import static io.tributary.gateway.bed.Calls.bearer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tributary.contracts.topic.Topic;
import io.tributary.contracts.v1.PrivateAction;
import io.tributary.contracts.v1.TenantRecord;
import io.tributary.contracts.v1.TenantStatus;
import io.tributary.embedded.ServerKind;
import io.tributary.embedded.SharedBackends;
import io.tributary.gateway.bed.Calls;
import io.tributary.gateway.bed.RunningGateway;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tenants and members through the public interface, with a real Keycloak, broker and database. */
@NullUnmarked
class TenantsIT {

    private static RunningGateway gateway;
    private static Calls calls;
    private static Calls keycloak;

    @BeforeAll
    static void start() {
        SharedBackends.get(ServerKind.POSTGRES, ServerKind.KAFKA, ServerKind.KEYCLOAK);
        var issuer = URI.create(SharedBackends.keycloakUrl() + "/realms/cdp");
        keycloak = new Calls(SharedBackends.keycloakUrl());
        gateway = RunningGateway.start(
                "gateway_tenants",
                Map.of(
                        "spring.security.oauth2.resourceserver.jwt.issuer-uri",
                        issuer.toString(),
                        "spring.security.oauth2.resourceserver.jwt.jwk-set-uri",
                        issuer + "/protocol/openid-connect/certs",
                        "cdp.gateway.identity-provider.issuer",
                        issuer.toString()));
        calls = new Calls(gateway.url());
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private static Calls.Answer grant(String username, String password) {
        return keycloak.send(keycloak.request(
                        "/realms/cdp/protocol/openid-connect/token",
                        "Content-Type",
                        "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(
                        "grant_type=password&client_id=cdp-local&scope=openid+organization&username=" + username
                                + "&password=" + password)));
    }

    private static String tokenOf(String username) {
        var granted = grant(username, username);
        assertThat(granted.status()).as(granted.body()).isEqualTo(200);
        return granted.json().path("access_token").asString();
    }

    private static String tenant(String key, String admin) {
        return "{\"key\":\"%s\",\"name\":\"The %s\",\"timeZone\":\"UTC\",\"region\":\"DE\",\"admin\":%s}"
                .formatted(key, key, account(admin));
    }

    private static String account(String username) {
        return "{\"username\":\"%s\",\"email\":\"%s@example.org\",\"firstName\":\"First\",\"lastName\":\"Last\",\"password\":\"%s\"}"
                .formatted(username, username, username);
    }

    private static String member(String username, String role) {
        return account(username).replaceFirst("\\{", "{\"role\":\"" + role + "\",");
    }

    @Test
    void makesATenantWhoseMembersCanWorkAtOnce() {
        var created = calls.post("/api/v1/tenants", tenant("acme", "ada"), bearer(tokenOf("platform")));

        assertThat(created.status()).as(created.body()).isEqualTo(201);
        assertThat(created.json().path("status").asString()).isEqualTo("active");
        assertThat(created.json().at("/admin/role").asString()).isEqualTo("admin");
        assertThat(created.body()).doesNotContain("password");
        var ada = bearer(tokenOf("ada"));
        assertThat(calls.get("/api/v1/tenant", ada).json().path("key").asString())
                .isEqualTo("acme");
        assertThat(recordOf("acme").getStatus()).isEqualTo(TenantStatus.ACTIVE);

        var added = calls.post("/api/v1/members", member("mark", "marketer"), ada);
        assertThat(added.status()).as(added.body()).isEqualTo(201);
        assertThat(calls.post("/api/v1/members", member("mark", "marketer"), ada)
                        .problem())
                .isEqualTo("already-exists");
        var mark = bearer(tokenOf("mark"));
        assertThat(calls.get("/api/v1/tenant", mark).status()).isEqualTo(200);
        assertThat(calls.send("PUT", "/api/v1/tenant", "{}", mark).problem()).isEqualTo("forbidden");
        var members = calls.get("/api/v1/members?limit=1", ada).json();
        assertThat(members.path("items").size()).isEqualTo(1);
        var rest = calls.get(
                        "/api/v1/members?cursor=" + members.path("nextCursor").asString(), ada)
                .json();
        assertThat(rest.path("items").size()).isEqualTo(1);
        assertThat(rest.path("nextCursor").isNull()).isTrue();

        var id = added.json().path("id").asString();
        assertThat(calls.send("DELETE", "/api/v1/members/" + id, "", ada).status())
                .isEqualTo(204);
        assertThat(grant("mark", "mark").body()).contains("Invalid user credentials");
        assertThat(calls.send("DELETE", "/api/v1/members/" + id, "", ada).problem())
                .isEqualTo("not-found");
    }

    @Test
    void keepsAccountsInOneTenant() {
        var platform = bearer(tokenOf("platform"));
        calls.post("/api/v1/tenants", tenant("one", "una"), platform);
        calls.post("/api/v1/tenants", tenant("two", "duo"), platform);
        var duo = bearer(tokenOf("duo"));

        assertThat(calls.post("/api/v1/members", member("una", "viewer"), duo).problem())
                .isEqualTo("conflict");
        assertThat(calls.post("/api/v1/members", member("platform", "viewer"), duo)
                        .problem())
                .isEqualTo("conflict");
        var una = calls.get("/api/v1/members", bearer(tokenOf("una")))
                .json()
                .at("/items/0/id")
                .asString();
        assertThat(calls.send("DELETE", "/api/v1/members/" + una, "", duo).problem())
                .isEqualTo("not-found");
        assertThat(calls.post("/api/v1/tenants", tenant("three", "una"), platform)
                        .problem())
                .isEqualTo("conflict");
        assertThat(calls.get("/api/v1/tenants/three", platform)
                        .json()
                        .path("status")
                        .asString())
                .isEqualTo("provisioning");
        assertThat(calls.post("/api/v1/tenants", tenant("one", "una"), platform).problem())
                .isEqualTo("already-exists");
    }

    @Test
    void answersARepeatedCreationAsTheFirstTime() {
        var headers = new java.util.ArrayList<>(java.util.List.of(bearer(tokenOf("platform"))));
        headers.addAll(java.util.List.of("Idempotency-Key", UUID.randomUUID().toString()));
        var withKey = headers.toArray(String[]::new);

        var first = calls.post("/api/v1/tenants", tenant("again", "agnes"), withKey);
        var second = calls.post("/api/v1/tenants", tenant("again", "agnes"), withKey);
        var other = calls.post("/api/v1/tenants", tenant("other", "agnes"), withKey);

        assertThat(second.status()).isEqualTo(201);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(other.problem()).isEqualTo("idempotency-conflict");
    }

    @Test
    void goesOnWhereACrashLeftTheCreation() {
        gateway.sql("insert into tenant (tenant, name, time_zone, region, events_per_second, event_bytes, batch_bytes,"
                + " batch_events, status, revision, created_at) values"
                + " ('half', 'Half', 'UTC', '', 0, 0, 0, 0, 'PROVISIONING', 1, now())");

        var created = calls.post("/api/v1/tenants", tenant("half", "hanna"), bearer(tokenOf("platform")));

        assertThat(created.status()).as(created.body()).isEqualTo(201);
        assertThat(calls.get("/api/v1/tenant", bearer(tokenOf("hanna")))
                        .json()
                        .path("name")
                        .asString())
                .isEqualTo("The half");
    }

    @Test
    void replacesAnAccountThatWasLeftHalfMade() {
        var platform = bearer(tokenOf("platform"));
        calls.post("/api/v1/tenants", tenant("whole", "wanda"), platform);
        leaveHalfMade("walter", "somebody-elses-choice");

        var added = calls.post("/api/v1/members", member("walter", "viewer"), bearer(tokenOf("wanda")));

        assertThat(added.status()).as(added.body()).isEqualTo(201);
        assertThat(calls.get("/api/v1/tenant", bearer(tokenOf("walter"))).status())
                .isEqualTo(200);
        // Last: Keycloak makes whoever failed wait.
        assertThat(grant("walter", "somebody-elses-choice").status()).isNotEqualTo(200);
    }

    /** What a crash leaves after the first of the steps that make an account. */
    private static void leaveHalfMade(String username, String password) {
        var token = keycloak.send(keycloak.request(
                                "/realms/cdp/protocol/openid-connect/token",
                                "Content-Type",
                                "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("grant_type=client_credentials&client_id=cdp-provisioner"
                                + "&client_secret=dev-provisioner-secret")))
                .json()
                .path("access_token")
                .asString();
        var body = """
                {"username":"%s","email":"%s@example.org","firstName":"First","lastName":"Last","enabled":false,
                 "credentials":[{"type":"password","value":"%s","temporary":false}]}""".formatted(username, username, password);
        assertThat(keycloak.post("/admin/realms/cdp/users", body, bearer(token)).status())
                .isEqualTo(201);
    }

    @Test
    void suspendsResumesAndDeletes() {
        var platform = bearer(tokenOf("platform"));
        calls.post("/api/v1/tenants", tenant("brief", "bea"), platform);
        var bea = bearer(tokenOf("bea"));

        assertThat(calls.post("/api/v1/tenants/brief/suspend", "", platform)
                        .json()
                        .path("status")
                        .asString())
                .isEqualTo("suspended");
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() ->
                        assertThat(calls.get("/api/v1/tenant", bea).problem()).isEqualTo("tenant-suspended"));
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(recordOf("brief").getStatus()).isEqualTo(TenantStatus.SUSPENDED));

        calls.post("/api/v1/tenants/brief/resume", "", platform);
        await().atMost(Duration.ofSeconds(5))
                .until(() -> calls.get("/api/v1/tenant", bea).status() == 200);

        assertThat(calls.post("/api/v1/tenants/brief/delete", "", platform)
                        .json()
                        .path("status")
                        .asString())
                .isEqualTo("deleted");
        assertThat(grant("bea", "bea").body()).contains("Invalid user credentials");
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(recordOf("brief").getStatus()).isEqualTo(TenantStatus.DELETED));
        assertThat(calls.post("/api/v1/tenants/brief/resume", "", platform).problem())
                .isEqualTo("conflict");
        assertThat(calls.post("/api/v1/tenants/nobody/suspend", "", platform).problem())
                .isEqualTo("not-found");
    }

    @Test
    void fixesTheTimeZoneWithTheFirstEvent() throws ExecutionException, InterruptedException {
        calls.post("/api/v1/tenants", tenant("zoned", "zoe"), bearer(tokenOf("platform")));
        var zoe = bearer(tokenOf("zoe"));
        var berlin = "{\"name\":\"Zoned\",\"timeZone\":\"Europe/Berlin\",\"region\":\"DE\"}";
        assertThat(calls.send("PUT", "/api/v1/tenant", berlin, zoe)
                        .json()
                        .path("timeZone")
                        .asString())
                .isEqualTo("Europe/Berlin");

        try (var producer = new KafkaProducer<String, byte[]>(
                clientSettings(), new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(Topic.EVENTS.wireName(), "zoned/ab12", new byte[0]))
                    .get();
        }

        await().atMost(Duration.ofSeconds(15))
                .until(() -> calls.get("/api/v1/tenant", zoe)
                        .json()
                        .path("timeZoneFixed")
                        .asBoolean());
        assertThat(calls.send("PUT", "/api/v1/tenant", berlin.replace("Berlin", "Paris"), zoe)
                        .problem())
                .isEqualTo("time-zone-fixed");
        assertThat(calls.send("PUT", "/api/v1/tenant", berlin.replace("Zoned", "Renamed"), zoe)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void publishesWhatATenantKeepsOutAndItsOwnLimits() {
        calls.post("/api/v1/tenants", tenant("quiet", "quinn"), bearer(tokenOf("platform")));
        var quinn = bearer(tokenOf("quinn"));
        var named = "{\"name\":\"Quiet\",\"timeZone\":\"UTC\",\"region\":\"DE\"";

        var put = calls.send(
                "PUT",
                "/api/v1/tenant",
                named + ",\"limits\":{\"nesting\":8,\"members\":50},\"privateFields\":["
                        + "{\"path\":\"context.ip\",\"action\":\"drop\"},{\"path\":\"traits.email\",\"action\":\"hash\"}]}",
                quinn);

        assertThat(put.status()).as(put.body()).isEqualTo(200);
        assertThat(put.json().at("/limits/nesting").asInt()).isEqualTo(8);
        assertThat(put.json().at("/privateFields/1").toString())
                .isEqualTo("{\"path\":\"traits.email\",\"action\":\"hash\"}");
        var record = await().atMost(Duration.ofSeconds(5))
                .until(() -> lastRecordOf("quiet"), it -> it.getPrivateFieldsCount() == 2);
        assertThat(record.getPrivateFields(0).getPath()).isEqualTo("context.ip");
        assertThat(record.getPrivateFields(0).getAction()).isEqualTo(PrivateAction.DROP);
        assertThat(record.getPrivateFields(1).getAction()).isEqualTo(PrivateAction.HASH);
        assertThat(record.getLimits().getNesting()).isEqualTo(8);
        assertThat(record.getLimits().getMembers()).isEqualTo(50);

        // Whoever does not know the list leaves it as it is; whoever empties it says so.
        assertThat(calls.send("PUT", "/api/v1/tenant", named + "}", quinn)
                        .json()
                        .path("privateFields")
                        .size())
                .isEqualTo(2);
        assertThat(calls.send("PUT", "/api/v1/tenant", named + ",\"privateFields\":[]}", quinn)
                        .json()
                        .path("privateFields")
                        .size())
                .isZero();
        var invalid = calls.send(
                "PUT",
                "/api/v1/tenant",
                named + ",\"limits\":{\"nesting\":200},\"privateFields\":[{\"path\":\"userId\",\"action\":\"drop\"}]}",
                quinn);
        assertThat(invalid.json()
                        .path("violations")
                        .valueStream()
                        .map(it -> it.path("pointer").asString()))
                .containsExactly("/limits/nesting", "/privateFields/0/path");
        assertThat(calls.send(
                                "PUT",
                                "/api/v1/tenant",
                                named + ",\"privateFields\":[{\"path\":\"context.ip\",\"action\":\"hide\"}]}",
                                quinn)
                        .json()
                        .at("/violations/0/pointer")
                        .asString())
                .isEqualTo("/privateFields/0/action");
    }

    @Test
    void publishesWhetherATenantsClocksAreCorrected() {
        var made = calls.post("/api/v1/tenants", tenant("punctual", "petra"), bearer(tokenOf("platform")));
        var petra = bearer(tokenOf("petra"));
        var named = "{\"name\":\"Punctual\",\"timeZone\":\"UTC\",\"region\":\"DE\"";

        var put = calls.send("PUT", "/api/v1/tenant", named + ",\"correctSkew\":false}", petra);

        assertThat(made.json().path("correctSkew").asBoolean()).isTrue();
        assertThat(put.json().path("correctSkew").asBoolean(true)).isFalse();
        await().atMost(Duration.ofSeconds(5)).until(() -> lastRecordOf("punctual"), TenantRecord::getKeepsDeviceTime);
        assertThat(calls.get("/api/v1/tenant", petra).json().path("correctSkew").asBoolean(true))
                .isFalse();

        // The settings are the whole: left out, the default holds again.
        assertThat(calls.send("PUT", "/api/v1/tenant", named + "}", petra)
                        .json()
                        .path("correctSkew")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void namesEveryFieldThatBreaksARule() {
        var answer = calls.post(
                "/api/v1/tenants",
                "{\"key\":\"Bad Key\",\"name\":\"\",\"timeZone\":\"Mars\",\"region\":\"d\",\"admin\":{\"email\":\"x\"}}",
                bearer(tokenOf("platform")));

        assertThat(answer.problem()).isEqualTo("invalid-request");
        assertThat(answer.json()
                        .path("violations")
                        .valueStream()
                        .map(it -> it.path("pointer").asString()))
                .containsExactly(
                        "/key",
                        "/name",
                        "/timeZone",
                        "/region",
                        "/admin/username",
                        "/admin/email",
                        "/admin/firstName",
                        "/admin/lastName");
    }

    private static Map<String, Object> clientSettings() {
        var settings = new HashMap<String, Object>();
        settings.put("bootstrap.servers", SharedBackends.kafkaBootstrap());
        return settings;
    }

    /** The newest record of a tenant, waiting until there is one. */
    private static TenantRecord recordOf(String tenant) {
        return await().atMost(Duration.ofSeconds(10)).until(() -> lastRecordOf(tenant), it -> it.getRevision() > 0);
    }

    private static TenantRecord lastRecordOf(String tenant) throws InvalidProtocolBufferException {
        try (var consumer =
                new KafkaConsumer<>(clientSettings(), new StringDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(Topic.TENANTS.wireName()).stream()
                    .map(it -> new TopicPartition(it.topic(), it.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var last = TenantRecord.getDefaultInstance();
            while (partitions.stream().anyMatch(it -> consumer.position(it) < ends.get(it))) {
                for (var record : consumer.poll(Duration.ofMillis(100))) {
                    if (record.key().equals("_/" + tenant)) {
                        last = TenantRecord.parseFrom(record.value());
                    }
                }
            }
            return last;
        }
    }
}
