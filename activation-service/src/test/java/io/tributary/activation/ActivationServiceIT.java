package io.tributary.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import io.tributary.activation.platform.FakePlatform;
import io.tributary.activation.platform.TokenIssuer;
import io.tributary.contracts.digest.KeyedDigest;
import io.tributary.contracts.topic.RecordKey;
import io.tributary.contracts.topic.Topic;
import io.tributary.contracts.v1.Channel;
import io.tributary.contracts.v1.Consent;
import io.tributary.contracts.v1.ConsentState;
import io.tributary.contracts.v1.Contact;
import io.tributary.contracts.v1.ContactIdentifier;
import io.tributary.contracts.v1.ContactPoint;
import io.tributary.contracts.v1.ContactRecord;
import io.tributary.contracts.v1.Heartbeat;
import io.tributary.contracts.v1.Membership;
import io.tributary.contracts.v1.MembershipCause;
import io.tributary.contracts.v1.Reachability;
import io.tributary.contracts.v1.SuppressedSubject;
import io.tributary.contracts.v1.TenantRecord;
import io.tributary.contracts.v1.TenantStatus;
import io.tributary.embedded.ServerKind;
import io.tributary.embedded.SharedBackends;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The real service with a real broker and a real database, against a platform that keeps sets. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DirtiesContext
class ActivationServiceIT {

    private static final int PARTITIONS = 3;
    private static final byte[] SECRET = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8);
    private static final String SIGNING_SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final KeyedDigest DIGEST = new KeyedDigest(SECRET);
    private static final FakePlatform PLATFORM = FakePlatform.started();
    private static final TokenIssuer ISSUER = new TokenIssuer();
    private static final Duration SOON = Duration.ofSeconds(30);

    private final JsonMapper json = JsonMapper.builder().build();
    private final ScheduledExecutorService beats = Executors.newSingleThreadScheduledExecutor();
    private KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
            Map.of("bootstrap.servers", SharedBackends.kafkaBootstrap(), "acks", "all"),
            new StringSerializer(),
            new ByteArraySerializer());
    private long version = 1;

    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void servers(DynamicPropertyRegistry registry) {
        SharedBackends.get(ServerKind.KAFKA, ServerKind.POSTGRES);
        registry.add("spring.datasource.url", () -> SharedBackends.postgres("activation_it"));
        registry.add("spring.datasource.username", SharedBackends::postgresUser);
        registry.add("spring.datasource.password", SharedBackends::postgresPassword);
        registry.add("spring.kafka.bootstrap-servers", SharedBackends::kafkaBootstrap);
        registry.add("spring.security.oauth2.resourceserver.jwt.issuer-uri", ISSUER::issuer);
        registry.add("spring.security.oauth2.resourceserver.jwt.jwk-set-uri", () -> ISSUER.issuer() + "/certs");
        registry.add("cdp.platform.secret", () -> Base64.getEncoder().encodeToString(SECRET));
        registry.add("cdp.kafka.partitions", () -> PARTITIONS);
        registry.add("cdp.activation.allowed-hosts", PLATFORM::host);
        registry.add("management.server.port", () -> 0);
    }

    @BeforeAll
    void beat() {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(partitions()).isEqualTo(PARTITIONS));
        var _ = beats.scheduleAtFixedRate(this::beatAll, 0, 1, TimeUnit.SECONDS);
    }

    private int partitions() {
        return producer.partitionsFor(Topic.CONTACTS.wireName()).size();
    }

    private void beatAll() {
        var beat = ContactRecord.newBuilder()
                .setHeartbeat(Heartbeat.newBuilder().setAt(System.currentTimeMillis()))
                .build()
                .toByteArray();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            var key = new RecordKey(RecordKey.PLATFORM, "heartbeat/" + partition).text();
            var _ = producer.send(new ProducerRecord<>(Topic.CONTACTS.wireName(), partition, key, beat));
        }
    }

    @AfterAll
    void end() {
        beats.shutdownNow();
        producer.close();
    }

    @Test
    void bringsMembersToAllThreePlatformsWithoutThoseWhoMustNotBeContacted() {
        // given
        var sendgrid = destination(
                "acme", "mail", "sendgrid", "{\"baseUrl\":\"%s\"}".formatted(PLATFORM.uri()), "{\"apiKey\":\"SG.x\"}");
        var meta = destination(
                "acme",
                "ads",
                "meta",
                "{\"baseUrl\":\"%s\",\"adAccountId\":\"act_77\"}".formatted(PLATFORM.uri()),
                "{\"accessToken\":\"EAA\"}");
        var hook = destination(
                "acme",
                "hook",
                "webhook",
                "{\"url\":\"%s/hooks/acme\"}".formatted(PLATFORM.uri()),
                "{\"signingSecret\":\"%s\"}".formatted(SIGNING_SECRET));
        suppress("acme", "blocked@example.com");
        for (var name : List.of("anna", "ben", "cleo", "blocked", "silent")) {
            contact("acme", name, !name.equals("silent"));
            member("acme", "vip", name, true, MembershipCause.EVENT, "m1");
        }

        // when
        var mailAudience = audience("acme", "vip-mail", sendgrid, "target");
        var adsAudience = audience("acme", "vip-ads", meta, "target");
        var _ = audience("acme", "vip-hook", hook, "target");

        // then
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(remoteMembers("acme", mailAudience))
                    .containsExactly("anna@example.com", "ben@example.com", "cleo@example.com");
            assertThat(remoteMembers("acme", adsAudience)).hasSize(3);
            assertThat(PLATFORM.members("/hooks/acme")).containsExactly("anna", "ben", "cleo", "silent");
            assertThat(get("acme", "/api/v1/audiences/" + mailAudience)
                            .path("suppressed")
                            .asLong())
                    .isEqualTo(2);
        });
        assertThat(PLATFORM.hasSeen("blocked@example.com")).isFalse();
        var totals = get("acme", "/api/v1/audiences/" + mailAudience);
        assertThat(totals.path("members").asLong()).isEqualTo(5);
        assertThat(totals.path("added").asLong()).isEqualTo(3);
        everyRunAddsUp("acme", mailAudience);
        everyRunAddsUp("acme", adsAudience);
        everyHookIsSigned();

        // when somebody is suppressed, and somebody leaves
        suppress("acme", "ben@example.com");
        member("acme", "vip", "cleo", false, MembershipCause.EVENT, "m2");

        // then
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(remoteMembers("acme", mailAudience)).containsExactly("anna@example.com");
            assertThat(remoteMembers("acme", adsAudience)).hasSize(1);
            assertThat(PLATFORM.members("/hooks/acme")).containsExactly("anna", "silent");
            assertThat(get("acme", "/api/v1/audiences/" + mailAudience)
                            .path("removed")
                            .asLong())
                    .isEqualTo(2);
        });
        everyRunAddsUp("acme", mailAudience);
        assertThat(get("acme", "/api/v1/deliveries?profileId=ben").path("items").size())
                .isPositive();
        assertThat(get("acme", "/api/v1/audiences/" + mailAudience + "/reconciliation")
                        .path("accepted")
                        .asLong())
                .isEqualTo(1);
        toldTheOthers("acme", "ben");
    }

    @Test
    void movesTheRowsOfAMergedProfileToItsSurvivorWithoutARemoval() {
        // given
        var sendgrid = destination(
                "merging",
                "mail",
                "sendgrid",
                "{\"baseUrl\":\"%s\"}".formatted(PLATFORM.uri()),
                "{\"apiKey\":\"SG.m\"}");
        contact("merging", "loser", true);
        member("merging", "vip", "loser", true, MembershipCause.EVENT, "m1");
        var audience = audience("merging", "vip-mail", sendgrid, "target");
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(remoteMembers("merging", audience)).containsExactly("loser@example.com"));

        // when
        send(Topic.CONTACTS, new RecordKey("merging", "loser").text(), null);
        contact("merging", "survivor", true, "loser@example.com");
        member("merging", "vip", "loser", false, MembershipCause.MERGED, "survivor");
        member("merging", "vip", "survivor", true, MembershipCause.MERGED, "loser");

        // then
        await().atMost(SOON).untilAsserted(() -> {
            var totals = get("merging", "/api/v1/audiences/" + audience);
            assertThat(totals.path("members").asLong()).isEqualTo(1);
            assertThat(totals.path("delivered").asLong()).isEqualTo(1);
        });
        assertThat(remoteMembers("merging", audience)).containsExactly("loser@example.com");
        assertThat(get("merging", "/api/v1/audiences/" + audience)
                        .path("removed")
                        .asLong())
                .isZero();
    }

    @Test
    void saysWhatHangsOnPeopleBeforeTheyAreMergedOrSplit() {
        // given
        var sendgrid = destination(
                "touching",
                "mail",
                "sendgrid",
                "{\"baseUrl\":\"%s\"}".formatted(PLATFORM.uri()),
                "{\"apiKey\":\"SG.m\"}");
        contact("touching", "anna", true);
        contact("touching", "bert", true);
        member("touching", "vip", "anna", true, MembershipCause.EVENT, "m1");
        member("touching", "quiet", "bert", true, MembershipCause.EVENT, "m2");
        suppress("touching", "bert@example.com");
        var audience = audience("touching", "vip-mail", sendgrid, "target");
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(remoteMembers("touching", audience)).containsExactly("anna@example.com"));

        // when
        var both = touched("touching", "{\"profiles\":[\"anna\",\"bert\",\"nobody\"]}");
        var foreign = touched("merging", "{\"profiles\":[\"anna\",\"bert\"]}");

        // then
        assertThat(both.path("segments").valueStream().map(JsonNode::asString)).containsExactly("quiet", "vip");
        assertThat(both.path("audiences").path(0).path("id").asString()).isEqualTo(audience);
        assertThat(both.path("audiences").path(0).path("rows").asLong()).isEqualTo(1);
        assertThat(both.path("suppressions").asLong()).isEqualTo(1);
        assertThat(both.path("consents").asLong()).isPositive();
        assertThat(foreign.path("segments")).isEmpty();
        assertThat(foreign.path("audiences")).isEmpty();
    }

    @Test
    void refusesToSayWhatHangsOnNobody() {
        client("touching", "viewer")
                .post()
                .uri("/api/v1/audiences/touched")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"profiles\":[\"anna\",null,\" \"]}")
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.violations.length()")
                .isEqualTo(2)
                .jsonPath("$.violations[0].pointer")
                .isEqualTo("/profiles/1")
                .jsonPath("$.violations[1].pointer")
                .isEqualTo("/profiles/2");
    }

    private JsonNode touched(String tenant, String body) {
        return json.readTree(client(tenant, "viewer")
                .post()
                .uri("/api/v1/audiences/touched")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
    }

    @Test
    void parksARunThatWouldEmptyAnAudienceUntilSomebodyConfirms() {
        // given
        var hook = destination(
                "parking",
                "hook",
                "webhook",
                "{\"url\":\"%s/hooks/parking\"}".formatted(PLATFORM.uri()),
                "{\"signingSecret\":\"%s\"}".formatted(SIGNING_SECRET));
        var names = IntStream.range(0, 120).mapToObj(it -> "p" + it).toList();
        names.forEach(it -> {
            contact("parking", it, true);
            member("parking", "vip", it, true, MembershipCause.EVENT, "m1");
        });
        var audience = audience("parking", "vip-hook", hook, "target");
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(PLATFORM.members("/hooks/parking")).hasSize(120));

        // when
        names.subList(0, 60).forEach(it -> member("parking", "vip", it, false, MembershipCause.DEFINITION, "v2"));
        producer.flush();

        // then
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(get("parking", "/api/v1/audiences/" + audience + "/runs")
                                .toString())
                        .contains("needs-confirmation"));
        assertThat(PLATFORM.members("/hooks/parking")).hasSizeGreaterThan(80);
        client("parking", "marketer")
                .post()
                .uri("/api/v1/audiences/" + audience + "/sync")
                .exchange()
                .expectStatus()
                .isEqualTo(409)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("urn:cdp:problem:run-needs-confirmation");

        // when
        var accepted = post("parking", "/api/v1/audiences/" + audience + "/sync?confirm=true", "", 202);

        // then
        assertThat(accepted.path("jobId").stringValue()).startsWith("act_");
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(PLATFORM.members("/hooks/parking")).hasSize(60));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(get(
                                        "parking",
                                        "/api/v1/jobs/" + accepted.path("jobId").stringValue())
                                .path("state")
                                .stringValue())
                        .isEqualTo("completed"));
    }

    @Test
    void answersEveryMistakeWithItsProblem() {
        var anonymous =
                WebTestClient.bindToServer().baseUrl("http://127.0.0.1:" + port).build();
        problem(anonymous.get().uri("/api/v1/audiences").exchange(), 401, "unauthenticated");
        problem(
                client("acme", "viewer")
                        .post()
                        .uri("/api/v1/suppressions")
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue("{}")
                        .exchange(),
                403,
                "forbidden");
        problem(
                client("acme", "marketer")
                        .post()
                        .uri("/api/v1/suppressions")
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue("{\"nonsense\":1}")
                        .exchange(),
                400,
                "unknown-field");
        problem(
                client("acme", "marketer")
                        .post()
                        .uri("/api/v1/suppressions")
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue("{")
                        .exchange(),
                400,
                "malformed-json");
        problem(
                client("acme", "marketer")
                        .post()
                        .uri("/api/v1/destinations")
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue(
                                "{\"name\":\"x\",\"kind\":\"webhook\",\"config\":{\"url\":\"http://169.254.169.254/\"},\"secrets\":{\"signingSecret\":\""
                                        + SIGNING_SECRET + "\"}}")
                        .exchange(),
                400,
                "invalid-request");
        var id = destination(
                "other",
                "hook",
                "webhook",
                "{\"url\":\"%s/hooks/other\"}".formatted(PLATFORM.uri()),
                "{\"signingSecret\":\"%s\"}".formatted(SIGNING_SECRET));
        problem(client("acme", "viewer").get().uri("/api/v1/destinations/" + id).exchange(), 404, "not-found");
        problem(
                client("acme", "viewer")
                        .get()
                        .uri("/api/v1/audiences?cursor=%21")
                        .exchange(),
                400,
                "invalid-cursor");
        problem(client("acme", "viewer").get().uri("/api/v1/nothing").exchange(), 404, "not-found");
        assertThat(get("other", "/api/v1/destinations/" + id).toString())
                .contains("signingSecret")
                .doesNotContain(SIGNING_SECRET);
    }

    @Test
    void repeatsTheAnswerForAnIdempotencyKey() {
        var body = "{\"namespace\":\"email\",\"value\":\"twice@example.com\"}";

        var first = withKey(body, "k1");
        var second = withKey(body, "k1");

        assertThat(second).isEqualTo(first);
        problem(
                client("acme", "marketer")
                        .post()
                        .uri("/api/v1/suppressions")
                        .header("Idempotency-Key", "k1")
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue("{\"namespace\":\"email\",\"value\":\"other@example.com\"}")
                        .exchange(),
                409,
                "idempotency-conflict");
    }

    @Test
    void readsAndWritesTheSuppressionListAsCsv() {
        var csv =
                "namespace,value,kind,reason\nemail,One@Example.com,manual,asked\nphone,12,manual,\nemail,two@example.com,unsubscribe,\"a, b\"\n";

        var result = json.readTree(client("listing", "marketer")
                .post()
                .uri("/api/v1/suppressions/import")
                .contentType(MediaType.valueOf("text/csv"))
                .bodyValue(csv)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
        var export = client("listing", "viewer")
                .get()
                .uri("/api/v1/suppressions/export")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();

        assertThat(result.path("imported").asInt()).isEqualTo(2);
        assertThat(result.path("refused").asInt()).isEqualTo(1);
        assertThat(export).contains("o***@***.com").contains("\"a, b\"").doesNotContain("one@example.com");
        var explained = post(
                "listing",
                "/api/v1/suppressions/explain",
                "{\"namespace\":\"email\",\"value\":\"one@example.com\"}",
                200);
        assertThat(explained.path("entries").size()).isEqualTo(1);
    }

    @Test
    void refusesASuspendedTenantWithinFiveSeconds() {
        var record = TenantRecord.newBuilder()
                .setTenant("sleepy")
                .setStatus(TenantStatus.SUSPENDED)
                .build();

        send(Topic.TENANTS, new RecordKey(RecordKey.PLATFORM, "sleepy").text(), record.toByteArray());

        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> client("sleepy", "viewer")
                        .get()
                        .uri("/api/v1/audiences")
                        .exchange()
                        .expectStatus()
                        .isForbidden());
    }

    private JsonNode withKey(String body, String key) {
        return json.readTree(client("acme", "marketer")
                .post()
                .uri("/api/v1/suppressions")
                .header("Idempotency-Key", key)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange()
                .expectStatus()
                .isCreated()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
    }

    private static void problem(WebTestClient.ResponseSpec answer, int status, String type) {
        answer.expectStatus()
                .isEqualTo(status)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("urn:cdp:problem:" + type)
                .jsonPath("$.traceId")
                .isNotEmpty();
    }

    private void everyRunAddsUp(String tenant, String audience) {
        for (var run :
                get(tenant, "/api/v1/audiences/" + audience + "/runs?limit=500").path("items")) {
            var sum = 0L;
            for (var part : List.of("delivered", "rejected", "suppressed", "unreachable", "pending", "parked")) {
                sum += run.path(part).asLong();
            }
            assertThat(run.path("selected").asLong()).isEqualTo(sum);
        }
    }

    private void everyHookIsSigned() {
        var hooks = PLATFORM.requests().stream()
                .filter(it -> it.path().equals("/hooks/acme"))
                .toList();
        assertThat(hooks).isNotEmpty().allSatisfy(it -> verify(it));
    }

    private static void verify(FakePlatform.Seen seen)
            throws WebhookVerificationException, EmptyWebhookSecretException {
        var headers = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        seen.headers().forEach((name, value) -> headers.put(name, List.of(value)));
        new Webhook(SIGNING_SECRET).verify(seen.body(), java.net.http.HttpHeaders.of(headers, (name, value) -> true));
    }

    /** Reachability and the suppressed subject are stated for the other services. */
    private void toldTheOthers(String tenant, String profile) {
        var digest = DIGEST.hex(tenant, "email", profile + "@example.com");
        await().atMost(SOON).untilAsserted(() -> {
            var reach = new ArrayList<Reachability>();
            for (var bytes : WrittenTopic.read(Topic.REACHABILITY, new RecordKey(tenant, profile).text())) {
                reach.add(Reachability.parseFrom(bytes));
            }
            assertThat(reach).isNotEmpty();
            assertThat(reach.getLast().getChannelsList())
                    .filteredOn(it -> it.getChannel() == Channel.EMAIL)
                    .allSatisfy(it -> assertThat(it.getReason()).isEqualTo("manual"));
            var subjects = WrittenTopic.read(Topic.SUPPRESSIONS, new RecordKey(tenant, digest).text());
            assertThat(subjects).isNotEmpty();
            assertThat(SuppressedSubject.parseFrom(subjects.getLast()).getEntriesList())
                    .hasSize(1);
        });
    }

    private Marketer marketer(String tenant) {
        return new Marketer("http://127.0.0.1:" + port, ISSUER.token(tenant, "marketer"));
    }

    private String destination(String tenant, String key, String kind, String config, String secrets) {
        return marketer(tenant).destination(key, kind, config, secrets);
    }

    private String audience(String tenant, String key, String destination, String mode) {
        var body = "{\"key\":\"%s\",\"segmentKey\":\"vip\",\"destinationId\":\"%s\",\"mode\":\"%s\"}"
                .formatted(key, destination, mode);
        return post(tenant, "/api/v1/audiences", body, 201).path("id").stringValue();
    }

    private void suppress(String tenant, String email) {
        var _ = post(
                tenant,
                "/api/v1/suppressions",
                "{\"namespace\":\"email\",\"value\":\"%s\",\"scope\":\"global\",\"kind\":\"manual\",\"effect\":\"BLOCK\",\"reason\":\"asked\"}"
                        .formatted(email),
                201);
    }

    private java.util.Set<String> remoteMembers(String tenant, String audience) {
        return PLATFORM.members(
                get(tenant, "/api/v1/audiences/" + audience).path("remoteId").stringValue());
    }

    private JsonNode get(String tenant, String path) {
        return json.readTree(client(tenant, "viewer")
                .get()
                .uri(path)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
    }

    private JsonNode post(String tenant, String path, String body, int status) {
        return marketer(tenant).post(path, body, status);
    }

    private WebTestClient client(String tenant, String role) {
        return WebTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + port)
                .responseTimeout(Duration.ofSeconds(20))
                .defaultHeader(HttpHeaders.AUTHORIZATION, "Bearer " + ISSUER.token(tenant, role))
                .build();
    }

    private void contact(String tenant, String name, boolean consenting) {
        contact(tenant, name, consenting, name + "@example.com");
    }

    private void contact(String tenant, String name, boolean consenting, String email) {
        var digest = ByteString.copyFrom(DIGEST.of(tenant, "email", email));
        var contact = Contact.newBuilder()
                .setTenant(tenant)
                .setProfileId(name)
                .setVersion(version++)
                .addIdentifiers(ContactIdentifier.newBuilder()
                        .setNamespace("email")
                        .setValue(email)
                        .setDigest(digest)
                        .setLastSeen(1))
                .addPoints(ContactPoint.newBuilder()
                        .setChannel(Channel.EMAIL)
                        .setValue(email)
                        .setDigest(digest)
                        .setLastSeen(1));
        if (consenting) {
            contact.addConsents(Consent.newBuilder()
                            .setPurpose("email_marketing")
                            .setState(ConsentState.GRANTED)
                            .setAt(1))
                    .addConsents(Consent.newBuilder()
                            .setPurpose("advertising")
                            .setState(ConsentState.GRANTED)
                            .setAt(1));
        }
        send(
                Topic.CONTACTS,
                new RecordKey(tenant, name).text(),
                ContactRecord.newBuilder().setContact(contact).build().toByteArray());
    }

    private void member(
            String tenant, String segment, String profile, boolean in, MembershipCause cause, String causeId) {
        var record = Membership.newBuilder()
                .setTenant(tenant)
                .setProfileId(profile)
                .setSegmentKey(segment)
                .setSegmentVersion(1)
                .setMember(in)
                .setSince(1)
                .setCause(cause)
                .setCauseId(causeId)
                .setStateVersion(version++)
                .build();
        send(Topic.MEMBERSHIPS, RecordKey.ofMembership(tenant, profile, segment).text(), record.toByteArray());
    }

    private void send(Topic topic, String key, byte @org.jspecify.annotations.Nullable [] value) {
        int partition = topic == Topic.MEMBERSHIPS
                ? Utils.toPositive(Utils.murmur2(RecordKey.partitioningPart(key))) % PARTITIONS
                : Utils.toPositive(Utils.murmur2(key.getBytes(StandardCharsets.UTF_8))) % PARTITIONS;
        var _ = producer.send(new ProducerRecord<>(topic.wireName(), partition, key, value));
    }
}
