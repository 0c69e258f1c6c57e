package io.tributary.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tributary.activation.PrivacyTraffic.Named;
import io.tributary.activation.platform.FakePlatform;
import io.tributary.activation.platform.TokenIssuer;
import io.tributary.activation.privacy.ErasureQueue;
import io.tributary.activation.privacy.ErasureQueue.Erasure;
import io.tributary.activation.privacy.Subject;
import io.tributary.contracts.topic.RecordKey;
import io.tributary.contracts.topic.Topic;
import io.tributary.contracts.v1.DataReceipt;
import io.tributary.contracts.v1.DataRequest;
import io.tributary.contracts.v1.SuppressedSubject;
import io.tributary.embedded.ServerKind;
import io.tributary.embedded.SharedBackends;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Privacy requests over a real broker, a real database and a platform that keeps sets. Each test has its own tenant. */
class PersonRequestsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static FakePlatform platform;
    private static TokenIssuer issuer;
    private static RunningService service;
    private static PrivacyTraffic heart;
    private static ScheduledExecutorService beats;

    private final String tenant = "p" + UUID.randomUUID().toString().substring(0, 8);
    private final String requestId = UUID.randomUUID().toString();
    private final String anna = "anna-" + tenant;
    private final String former = "formerly-" + tenant;
    private final String bert = "bert-" + tenant;
    private final Named email = new Named("email", "anna." + tenant + "@mail.example");
    private final Named crm = new Named("crm_id", "crm-4711-" + tenant);
    private final Named device = new Named("anonymous_id", "device-" + tenant);
    private final Named bertsEmail = new Named("email", "bert." + tenant + "@mail.example");
    private final List<Named> annas = List.of(email, crm, device);
    private PrivacyTraffic traffic;

    @BeforeAll
    static void start() {
        platform = FakePlatform.started();
        issuer = new TokenIssuer();
        service = RunningService.start(issuer, platform);
        service.awaitTopic(Topic.RECEIPTS.wireName(), PATIENCE);
        service.awaitTopic(Topic.CONTACTS.wireName(), PATIENCE);
        heart = new PrivacyTraffic("nobody");
        beats = Executors.newSingleThreadScheduledExecutor();
        var _ = beats.scheduleAtFixedRate(heart::beat, 0, 1, TimeUnit.SECONDS);
    }

    @AfterAll
    static void stop() {
        beats.shutdownNow();
        heart.close();
        service.close();
        platform.close();
    }

    @BeforeEach
    void open() {
        traffic = new PrivacyTraffic(tenant);
    }

    @AfterEach
    void close() {
        traffic.close();
    }

    @Test
    void erasesAPersonEverywhereAndLeavesOnlyTheKeyedSuppression() {
        // given
        var places = peopleAtAllPlatforms(false);
        marketer()
                .post(
                        "/api/v1/suppressions",
                        "{\"namespace\":\"email\",\"value\":\"%s\",\"effect\":\"RESTRICT\",\"reason\":\"asked by %s\"}"
                                .formatted(email.value(), email.value()));
        traffic.garbage(Topic.CONTACTS, anna);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(tablesWith(anna)).contains("dead_letter"));
        assertThat(tablesWith(email.value()))
                .as("the search finds what is there")
                .contains("contact", "suppression");
        assertThat(tablesWith(sha(email.value()))).contains("ledger");
        assertThat(stage("erase", "prove", 1).getCount()).isGreaterThan(5);

        // when
        assertThat(stage("erase", "gate", 1).getState()).isEqualTo("done");
        var withdrawn = stage("erase", "withdraw", 1);
        var deleted = stage("erase", "delete", 1);

        // then
        assertThat(withdrawn.getState()).isEqualTo("done");
        assertThat(deleted.getState()).isEqualTo("done");
        assertThat(deleted.getCount()).isPositive();
        assertThat(platform.members(places.list())).containsExactly(bertsEmail.value());
        assertThat(platform.members(places.ads())).containsExactly(sha(bertsEmail.value()));
        assertThat(platform.members(places.hook())).containsExactly(bert);
        erasureCallsWereMade();
        assertThat(stage("erase", "prove", 2).getCount()).isZero();
        nothingIsLeft();
        bertIsUntouched();
        everyRunAddsUp();

        // when everything is asked for again
        int asked = platform.requests().size();
        assertThat(stage("erase", "gate", 2).getState()).isEqualTo("done");
        assertThat(stage("erase", "withdraw", 2).getState()).isEqualTo("done");
        assertThat(stage("erase", "delete", 2).getCount()).isZero();

        // then
        assertThat(platform.requests().stream().skip(asked).filter(it -> isErasure(it.body(), it.path())))
                .isEmpty();
        assertThat(stage("erase", "prove", 3).getCount()).isZero();
        nothingIsLeft();
    }

    private void erasureCallsWereMade() {
        assertThat(platform.requests())
                .as("SendGrid")
                .anyMatch(it ->
                        it.path().equals("/v3/recipients/erasejob") && it.body().contains(email.value()))
                .as("Meta")
                .anyMatch(it -> it.method().equals("DELETE")
                        && it.path().equals("/v25.0/act_77/usersofanyaudience")
                        && it.body().contains(sha(email.value())))
                .as("webhook")
                .anyMatch(it -> it.path().equals("/hooks/" + tenant)
                        && it.headers().containsKey("webhook-signature")
                        && JSON.readTree(it.body()).path("type").stringValue().equals("profile.erased")
                        && it.body().contains(anna)
                        && it.body().contains(former));
        assertThat(receipts().ofDestinations("withdraw", 1))
                .hasSize(3)
                .allMatch(it -> it.getState().equals("done"));
    }

    private boolean isErasure(String body, String path) {
        return path.endsWith("/erasejob") || path.endsWith("/usersofanyaudience") || body.contains("profile.erased");
    }

    /** No table has a value or an unkeyed digest; keyed digests are in the suppression list alone. */
    private void nothingIsLeft() {
        for (var word : List.of(anna, former, email.value(), crm.value(), sha(email.value()))) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(tablesWith(word)).as(word).isEmpty());
        }
        for (var named : List.of(email, crm, new Named("profile_id", anna))) {
            assertThat(tablesWith(traffic.hex(named)))
                    .as(named.namespace())
                    .contains("suppression")
                    .isSubsetOf("suppression", "suppression_event", "suppression_version");
        }
    }

    private void bertIsUntouched() {
        assertThat(tablesWith(bertsEmail.value())).contains("contact");
        assertThat(tablesWith(bert)).contains("contact", "membership", "ledger", "delivery_row");
        assertThat(tablesWith(traffic.hex(device)))
                .as("the device is on the list, and still Bert's")
                .contains("suppression", "contact_digest");
    }

    private void everyRunAddsUp() {
        var runs = service.sql()
                .sql("select count(*) from cdp_activation.run where tenant = ? and trigger = 'ERASURE'")
                .param(tenant)
                .query(Long.class)
                .single();
        assertThat(runs).isGreaterThanOrEqualTo(3);
        var broken = service.sql().sql("""
                        select count(*) from cdp_activation.run where tenant = ?
                          and selected <> delivered + rejected + suppressed + unreachable + pending + parked
                        """).param(tenant).query(Long.class).single();
        assertThat(broken).isZero();
    }

    @Test
    void keepsARequestUnfinishedWhileADestinationDoesNotAnswerAcrossARestart() {
        // given
        var places = peopleAtAllPlatforms();
        platform.down(places.hook());
        stage("erase", "gate", 1);

        // when
        ask("erase", "withdraw", 1, "");

        // then
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(last("withdraw", 1).getState()).isEqualTo("pending");
            assertThat(last("withdraw", 1).getDetail()).contains("1");
            assertThat(platform.members(places.list())).containsExactly(bertsEmail.value());
            assertThat(receipts().ofDestinations("withdraw", 1))
                    .anyMatch(it -> it.getState().equals("done"))
                    .anyMatch(it ->
                            it.getState().equals("pending") && it.getDetail().contains("503"));
        });
        var early = stage("erase", "delete", 1);
        assertThat(early.getState()).isEqualTo("failed");
        assertThat(early.getDetail()).contains("withdrawal is not done");
        assertThat(tablesWith(email.value())).as("nothing is deleted yet").contains("contact");
        assertThat(stage("erase", "prove", 1).getDetail()).contains("erasure");

        // when one who has lost the erasure reports
        service.bean(ErasureQueue.class).done(lost(), "too late", Set.of());

        // then
        assertThat(service.sql()
                        .sql("select count(*) from cdp_activation.erasure where request_id = ? and state = 'PENDING'")
                        .param(requestId)
                        .query(Long.class)
                        .single())
                .isEqualTo(1);

        // when
        service = service.restarted();
        platform.up(places.hook());

        // then
        await().atMost(PATIENCE.multipliedBy(2)).untilAsserted(() -> {
            assertThat(last("withdraw", 1).getState()).isEqualTo("done");
            assertThat(platform.members(places.hook())).containsExactly(bert);
        });
        assertThat(stage("erase", "delete", 2).getState()).isEqualTo("done");
        assertThat(stage("erase", "prove", 2).getCount()).isZero();
        nothingIsLeft();
    }

    private Erasure lost() {
        var hook = service.sql()
                .sql("select id from cdp_activation.destination where tenant = ? and kind = 'webhook'")
                .param(tenant)
                .query(String.class)
                .single();
        return new Erasure(requestId, hook, 1, 0, 0, "nobody", new Subject(tenant, anna, List.of(anna), List.of()));
    }

    @Test
    void doesAStageThatWasAskedForBeforeARestart() {
        // given
        peopleAtAllPlatforms();
        stage("erase", "gate", 1);
        ask("erase", "withdraw", 1, "");

        // when
        service = service.restarted();

        // then
        await().atMost(PATIENCE.multipliedBy(2))
                .untilAsserted(() -> assertThat(last("withdraw", 1).getState()).isEqualTo("done"));
        assertThat(stage("erase", "delete", 1).getState()).isEqualTo("done");
        assertThat(stage("erase", "prove", 1).getCount()).isZero();
        nothingIsLeft();
    }

    @Test
    void takesAReceiverThatIsGoneForOneThatHasForgotten() {
        // given
        var places = peopleAtAllPlatforms(false);
        platform.gone(places.hook());

        // when
        stage("erase", "gate", 1);
        var withdrawn = stage("erase", "withdraw", 1);

        // then
        assertThat(withdrawn.getState()).isEqualTo("done");
        assertThat(receipts().ofDestinations("withdraw", 1))
                .hasSize(3)
                .anyMatch(it -> it.getDetail().contains("status-410"));
        assertThat(stage("erase", "delete", 1).getState()).isEqualTo("done");
        assertThat(stage("erase", "prove", 1).getCount()).isZero();
        nothingIsLeft();
    }

    @Test
    void waitsForADatabaseThatIsDown() {
        // given
        var database = SharedBackends.running(ServerKind.POSTGRES);
        database.kill(ServerKind.POSTGRES);

        // when
        ask("erase", "gate", 1, "");
        ask("erase", "withdraw", 1, "");

        // then
        await().during(Duration.ofSeconds(5))
                .atMost(PATIENCE)
                .until(() -> receipts().all().isEmpty());

        // when
        database.restart(ServerKind.POSTGRES);

        // then
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(last("gate", 1).getState()).isEqualTo("done");
            assertThat(last("withdraw", 1).getState()).isEqualTo("done");
        });
    }

    @Test
    void suppressesUntilItIsLifted() {
        // given
        var places = peopleAtAllPlatforms();

        // when
        assertThat(stage("suppress", "gate", 1).getState()).isEqualTo("done");

        // then
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(platform.members(places.list())).containsExactly(bertsEmail.value());
            assertThat(platform.members(places.hook())).containsExactly(bert);
            assertThat(stated(crm)).isEqualTo(1);
            assertThat(stated(device)).as("a device is not the person").isZero();
        });

        // when
        assertThat(lift("suppress").getState()).isEqualTo("done");

        // then
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(platform.members(places.list())).contains(email.value(), bertsEmail.value());
            assertThat(platform.members(places.hook())).containsExactlyInAnyOrder(anna, bert);
            assertThat(stated(crm)).isZero();
        });
    }

    @Test
    void liftsAnErasureAtTheDoor() {
        // given
        stage("erase", "gate", 1);
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(stated(email)).isEqualTo(1);
            assertThat(stated(device)).as("the door knows the device").isEqualTo(1);
        });

        // when
        assertThat(lift("erase").getState()).isEqualTo("done");

        // then
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(stated(email) + stated(device)).isZero());
    }

    @Test
    void restrictsWhatTheContactSaysUntilItIsLifted() {
        // given
        var places = peopleAtAllPlatforms();

        // when
        traffic.contact(anna, true, email, crm, device);
        assertThat(stage("restrict", "gate", 1).getState()).isEqualTo("done");

        // then
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(platform.members(places.list())).containsExactly(bertsEmail.value()));

        // when
        traffic.contact(anna, false, email, crm, device);
        assertThat(lift("restrict").getState()).isEqualTo("done");

        // then
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(platform.members(places.list())).contains(email.value(), bertsEmail.value()));
    }

    @Test
    void handsOutWhatIsKeptInSealedPieces() {
        // given
        peopleAtAllPlatforms();

        // when
        var done = stage("access", "collect", 1);

        // then
        assertThat(done.getState()).isEqualTo("done");
        assertThat(done.getPieces()).isPositive();
        var lines = receipts().all().stream()
                .filter(it -> it.getPiece() > 0)
                .flatMap(it -> traffic.open(it).lines())
                .map(JSON::readTree)
                .toList();
        assertThat(done.getCount()).isEqualTo(lines.size());
        assertThat(lines)
                .allMatch(it -> it.path("system").stringValue().equals("activation"))
                .extracting(it -> it.path("store").stringValue())
                .contains("contact", "membership", "ledger", "delivery_row");
        assertThat(lines.toString()).contains(email.value(), anna).doesNotContain(bert);
        assertThat(receipts().all().toString()).doesNotContain(email.value());
    }

    @Test
    void answersARequestThatItCannotRead() {
        // given
        try (var stranger = new PrivacyTraffic(tenant, new byte[] {
            1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 6, 7, 8
        })) {
            // when
            stranger.ask(request("erase", "gate", 1, ""), annas);

            // then
            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(last("gate", 1).getState()).isEqualTo("failed");
                assertThat(last("gate", 1).getDetail()).isEqualTo("unreadable: sealed-by-another-secret");
            });
        }
        assertThat(stated(email)).isZero();
    }

    private record Places(String list, String ads, String hook) {}

    /** Anna and Bert, who share a device, in a list, in an audience and at a webhook. */
    private Places peopleAtAllPlatforms() {
        return peopleAtAllPlatforms(true);
    }

    /** Where nothing streams, no ordinary run takes anybody out. */
    private Places peopleAtAllPlatforms(boolean streaming) {
        var base = platform.uri();
        var mail =
                marketer().destination("mail", "sendgrid", "{\"baseUrl\":\"" + base + "\"}", "{\"apiKey\":\"SG.x\"}");
        var ads = marketer()
                .destination(
                        "ads",
                        "meta",
                        "{\"baseUrl\":\"%s\",\"adAccountId\":\"act_77\"}".formatted(base),
                        "{\"accessToken\":\"EAA\"}");
        var hook = marketer()
                .destination(
                        "hook",
                        "webhook",
                        "{\"url\":\"%s/hooks/%s\"}".formatted(base, tenant),
                        "{\"signingSecret\":\"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\"}");
        traffic.contact(anna, false, email, crm, device);
        traffic.contact(bert, false, bertsEmail, device);
        traffic.member(anna, "vip");
        traffic.member(bert, "vip");
        var list = marketer().audience("vip-mail", mail, streaming);
        var audience = marketer().audience("vip-ads", ads, streaming);
        var third = marketer().audience("vip-hook", hook, streaming);
        if (!streaming) {
            awaitMembers(2);
            Stream.of(list, audience, third)
                    .forEach(it -> marketer().post("/api/v1/audiences/" + it + "/sync?full=true", "", 202));
        }
        var path = "/hooks/" + tenant;
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(platform.members(remoteId(list))).containsExactly(email.value(), bertsEmail.value());
            assertThat(platform.members(remoteId(audience))).hasSize(2);
            assertThat(platform.members(path)).containsExactly(anna, bert);
        });
        return new Places(remoteId(list), remoteId(audience), path);
    }

    /** Asks for a stage and waits for the answer of this service that is not pending. */
    private DataReceipt stage(String kind, String stage, int attempt) {
        return answer(kind, stage, attempt, "");
    }

    private DataReceipt lift(String lifted) {
        return answer("lift", "gate", 9, lifted);
    }

    private DataReceipt answer(String kind, String stage, int attempt, String lifted) {
        ask(kind, stage, attempt, lifted);
        await().atMost(PATIENCE)
                .until(() -> receipts().of(stage, attempt).stream()
                        .anyMatch(it -> !it.getState().equals("pending")));
        return last(stage, attempt);
    }

    private void ask(String kind, String stage, int attempt, String lifted) {
        traffic.ask(request(kind, stage, attempt, lifted), annas);
    }

    private DataRequest.Builder request(String kind, String stage, int attempt, String lifted) {
        return DataRequest.newBuilder()
                .setRequestId(requestId)
                .setKind(kind)
                .setLiftedKind(lifted)
                .setStage(stage)
                .setAttempt(attempt)
                .setProfileId(anna)
                .addAllProfileIds(List.of(anna, former));
    }

    private Receipts receipts() {
        return new Receipts(traffic, requestId);
    }

    private DataReceipt last(String stage, int attempt) {
        return receipts().last(stage, attempt);
    }

    /** How many entries the door was last told about an identifier. */
    private int stated(Named named) {
        var stated = WrittenTopic.read(Topic.SUPPRESSIONS, new RecordKey(tenant, traffic.hex(named)).text());
        try {
            var last = stated.isEmpty() ? null : stated.getLast();
            return last == null ? 0 : SuppressedSubject.parseFrom(last).getEntriesCount();
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    private static String sha(String value) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private Set<String> tablesWith(String word) {
        return new LeftBehind(service.sql()).tablesWith(word);
    }

    private Marketer marketer() {
        return new Marketer(service.uri(), issuer.token(tenant, "marketer"));
    }

    private void awaitMembers(long people) {
        await().atMost(PATIENCE)
                .until(() ->
                        service.sql().sql("""
                                select count(*) from cdp_activation.membership m
                                join cdp_activation.contact c using (tenant, profile_id) where tenant = ?
                                """).param(tenant).query(Long.class).single() == people);
    }

    private String remoteId(String audience) {
        return service.sql()
                .sql("select remote_id from cdp_activation.audience where id = ?")
                .param(audience)
                .query(String.class)
                .single();
    }
}
