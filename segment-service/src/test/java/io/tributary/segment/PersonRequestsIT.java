package io.tributary.segment;

import static io.tributary.segment.PrivacyTraffic.identify;
import static io.tributary.segment.PrivacyTraffic.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import io.tributary.contracts.topic.RecordKey;
import io.tributary.contracts.topic.Topic;
import io.tributary.contracts.v1.AcceptedEvent;
import io.tributary.contracts.v1.DataReceipt;
import io.tributary.contracts.v1.DataRequest;
import io.tributary.embedded.SharedBackends;
import io.tributary.segment.PrivacyTraffic.Named;
import io.tributary.segment.feature.ProfileState;
import io.tributary.segment.history.EventHistory;
import io.tributary.segment.membership.OrderedSegments;
import io.tributary.segment.membership.Validity;
import io.tributary.segment.preview.People;
import io.tributary.segment.profile.Profiles;
import io.tributary.segment.rule.RuleText;
import io.tributary.segment.stay.Stay;
import io.tributary.segment.stay.Stays;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Privacy requests over real Kafka, Elasticsearch and PostgreSQL. Each test has a tenant of its own. */
class PersonRequestsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String BUYERS = "count(\"Order Completed\") >= 1 in last 30 days";
    private static final List<String> IDS = List.of("anna-1", "anna-0");

    private static TestIssuer issuer;
    private static RunningService service;

    private final String tenant = "p" + UUID.randomUUID().toString().substring(0, 8);
    private final String requestId = UUID.randomUUID().toString();
    private final Named email = new Named("email", "anna." + tenant + "@mail.example");
    private final Named userId = new Named("user_id", "4711");
    private final Named bert = new Named("email", "bert@mail.example");

    @BeforeAll
    static void start() throws Exception {
        issuer = new TestIssuer();
        service = RunningService.start(issuer);
        service.awaitReady(PATIENCE);
    }

    @AfterAll
    static void stop() {
        service.close();
        issuer.close();
    }

    @Test
    void erasesAPersonSoThatNothingIsLeftAndNothingComesBack() {
        // given
        publish("buyers", BUYERS);
        publish("friends", "friend = \"" + email.value() + "\"");
        define("invited", "count(\"Order Completed\" where coupon = \"" + email.value() + "\") ever");
        publish("inviters", "invited >= 1");
        try (var traffic = traffic()) {
            live(traffic);
            awaitRest();
            assertThat(new LeftBehind(traffic, service, tenant).of(email.value()))
                    .as("the search finds what is there")
                    .hasSizeGreaterThan(3);
            assertThat(staysOf(IDS)).hasSize(2);
            assertThat(answer(traffic, erase("prove", 1)))
                    .satisfies(it -> assertThat(it.getCount()).isGreaterThan(5))
                    .satisfies(it -> assertThat(it.getDetail()).contains("stays 2"));

            // when
            IDS.forEach(it -> traffic.erased(it, 9, requestId));
            var gate = answer(traffic, erase("gate", 1));
            var withdraw = answer(traffic, erase("withdraw", 1));
            var delete = answer(traffic, erase("delete", 1));
            var again = answer(traffic, erase("delete", 2));
            var prove = answer(traffic, erase("prove", 2));

            // then
            assertThat(List.of(gate, withdraw, prove))
                    .extracting(DataReceipt::getState)
                    .containsOnly("done");
            assertThat(delete.getState()).isEqualTo("done-by");
            assertThat(delete.getDoneBy())
                    .isGreaterThan(
                            Clock.systemUTC().millis() + Duration.ofDays(7).toMillis() - 60_000);
            assertThat(delete.getCount()).isGreaterThan(4);
            assertThat(again.getCount())
                    .as("doing it twice changes nothing more")
                    .isZero();
            assertThat(prove.getDetail()).isEmpty();
            assertThat(prove.getCount()).isZero();
            assertThat(new LeftBehind(traffic, service, tenant).of(email.value()))
                    .isEmpty();
            assertThat(traffic.read(Topic.MEMBERSHIPS.wireName()).stream()
                            .filter(it -> it.key()
                                    .equals(RecordKey.ofMembership(tenant, "anna-1", "buyers")
                                            .text()))
                            .toList())
                    .as("in, out, gone")
                    .hasSize(3)
                    .last()
                    .satisfies(it -> assertThat(it.value()).isNull());
            bertKeepsWhatIsHis();
            assertThat(staysOf(IDS)).isEmpty();
            assertThat(staysOf(List.of("bert"))).isNotEmpty();

            // when: what was on its way arrives
            traffic.call("anna-0", 3, order("late-1", "{\"email\":\"" + email.value() + "\"}"), email);
            traffic.call("anna-1", 12, order("late-2", "{\"email\":\"" + email.value() + "\"}"), email);
            awaitRest();

            // then
            assertThat(marketer().counted("dropped")).isEqualTo(2);
            assertThat(answer(traffic, erase("prove", 3)).getCount()).isZero();
            assertThat(new LeftBehind(traffic, service, tenant).of(email.value()))
                    .isEmpty();
        }
    }

    @Test
    void letsOneWhoCameBackBeginAnewAndFindsNothingOfThatWhenAskedAgain() {
        // given
        try (var traffic = traffic()) {
            live(traffic);
            awaitRest();
            IDS.forEach(it -> traffic.erased(it, 9, requestId));
            answer(traffic, erase("gate", 1));
            answer(traffic, erase("delete", 1));
            var asked = erase("prove", 1);
            long at = Clock.systemUTC().millis() - 100;

            // when
            traffic.ask(
                    DataRequest.newBuilder()
                            .setRequestId("lift-" + tenant)
                            .setKind("lift")
                            .setLiftedKind("erase")
                            .setStage("gate")
                            .setAttempt(1),
                    email);
            traffic.callNow("anna-2", 15, identify("back-1", "{\"email\":\"" + email.value() + "\"}"), email);
            awaitRest();

            // then
            assertThat(eventsOf("anna-2")).hasSize(1);
            traffic.askAt(at, asked.build(), email, userId);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(traffic.receipts(requestId, "prove", 1))
                            .hasSize(1)
                            .allSatisfy(it ->
                                    assertThat(it.getCount()).as(it.getDetail()).isZero()));
        }
    }

    @Test
    void doesAStageThatWasBegunBeforeARestart() throws Exception {
        // given
        try (var traffic = traffic()) {
            live(traffic);
            awaitRest();
            IDS.forEach(it -> traffic.erased(it, 9, requestId));
            traffic.ask(erase("gate", 1), email, userId);
            traffic.ask(erase("delete", 1), email, userId);

            // when
            service = service.restarted();
            service.awaitReady(PATIENCE);

            // then
            assertThat(receipt(traffic, "gate", 1).getState()).isEqualTo("done");
            assertThat(receipt(traffic, "delete", 1).getState()).isEqualTo("done-by");
            assertThat(answer(traffic, erase("prove", 1)).getCount()).isZero();
            assertThat(new LeftBehind(traffic, service, tenant).of(email.value()))
                    .isEmpty();
        }
    }

    @Test
    void answersThatAGateFailedWhileTheTopologyHasNotHeardOfTheErasure() {
        // given
        try (var traffic = traffic()) {
            traffic.call("anna-1", 1, order("m1", "{}"), email);
            awaitRest();

            // when
            var early = answer(traffic, erase("gate", 1));

            // then
            assertThat(early.getState()).isEqualTo("failed");
            assertThat(early.getDetail()).contains("not heard of the erasure");
            assertThat(eventsOf("anna-1")).hasSize(1);
        }
    }

    @Test
    void leavesARestrictedPersonOutOfEverythingUntilItIsLifted() {
        // given
        publish("buyers", BUYERS);
        try (var traffic = traffic()) {
            traffic.call("anna-1", 1, order("m1", "{}"), email);
            traffic.call("bert", 1, order("m2", "{}"), bert);
            traffic.contact("anna-1", 1, false, email);
            awaitRest();
            assertThat(sizes()).isEqualTo(List.of(2L, 2L, 2L));

            // when
            traffic.contact("anna-1", 2, true, email);
            var gate = answer(traffic, request("restrict", "", "gate"));
            traffic.call("anna-1", 2, order("m3", "{}"), email);
            awaitRest();

            // then
            assertThat(gate.getState()).isEqualTo("done");
            assertThat(sizes()).isEqualTo(List.of(1L, 1L, 1L));
            assertThat(page(email)).isEmpty();
            assertThat(eventsOf("anna-1")).as("kept").hasSize(2);
            assertThat(get("/api/v1/segments/buyers/explain/anna-1")
                            .path("restricted")
                            .asBoolean())
                    .isTrue();

            // when
            traffic.contact("anna-1", 3, false, email);
            var lifted = answer(traffic, request("lift", "restrict", "gate").setAttempt(2));
            awaitRest();

            // then
            assertThat(lifted.getState()).isEqualTo("done");
            assertThat(sizes()).isEqualTo(List.of(2L, 2L, 2L));
            assertThat(page(email)).containsExactly("buyers");
        }
    }

    @Test
    void countsByQueryLikeTheEvaluatorWhenSomeAreRestricted() {
        // given
        long seed = Long.getLong("tributary.seed", 20261126L);
        var lottery = new RuleLottery(new Random(seed));
        var now = Clock.systemUTC().instant();
        try (var lives = new Traffic(SharedBackends.kafkaBootstrap(), tenant);
                var traffic = traffic()) {
            for (int person = 0; person < 90; person++) {
                lottery.live(lives, "person-" + person, now);
            }
            lives.flush();
            awaitRest();
            for (int person = 0; person < 90; person += 3) {
                traffic.contact("person-" + person, 50, true, new Named("email", person + "@mail.example"));
            }
            awaitRest();
        }
        var people = Objects.requireNonNull(service.bean(Profiles.class)
                        .search(tenant, "", null, 500, it -> it)
                        .block(PATIENCE))
                .items();

        // when, then
        assertThat(people.stream().filter(ProfileState::restricted)).hasSize(30);
        int telling = 0;
        for (int rule = 0; rule < 60; rule++) {
            var question = new People.Question(lottery.rule(3), now, ZoneOffset.UTC);
            long expected = people.stream()
                    .filter(it -> !it.restricted())
                    .filter(it -> new Validity(it, OrderedSegments.NONE, ZoneOffset.UTC)
                            .of(question.rule())
                            .contains(now.toEpochMilli()))
                    .count();
            var counted = Objects.requireNonNull(
                    service.bean(People.class).count(tenant, question).block(PATIENCE));
            assertThat(counted.count())
                    .as("seed %d rule %d: %s", seed, rule, RuleText.print(question.rule()))
                    .isEqualTo(expected);
            telling += expected > 0 && expected < 60 ? 1 : 0;
        }
        assertThat(telling).as("rules that part the people, seed %d", seed).isGreaterThan(20);
    }

    @Test
    void handsOverEverythingThatIsKeptOfAPerson() {
        // given
        publish("buyers", BUYERS);
        define("orders", "count(\"Order Completed\") ever");
        try (var traffic = traffic()) {
            live(traffic);
            traffic.call("anna-1", 1, order("big", "{\"note\":\"" + "x\u00e9\\\"".repeat(70_000) + "\"}"), email);
            awaitRest();

            // when
            traffic.ask(request("access", "", "collect"), email);

            // then
            var done = receipt(traffic, "collect", 1);
            var receipts = traffic.receipts(requestId, "collect", 1);
            var pieces = receipts.stream()
                    .filter(it -> it.getPiece() > 0)
                    .map(traffic::open)
                    .toList();
            assertThat(pieces).hasSize(done.getPieces()).hasSizeGreaterThan(1);
            assertThat(receipts)
                    .allSatisfy(it -> assertThat(it.getSealedContent().size()).isLessThan(256 * 1024 + 64));
            var file = String.join("", pieces);
            assertThat(file)
                    .contains("\"store\":\"profile\"", "\"store\":\"memberships\"", "\"store\":\"totals\"")
                    .contains("\"computedTraits\":{\"orders\":{")
                    .contains("\"store\":\"stays\"", "\"segment\":\"buyers\"")
                    .contains("\"messageId\":\"m1\"", "\"messageId\":\"m2\"", "\"messageId\":\"m3\"", email.value())
                    .contains("\"part\":1,\"parts\":")
                    .doesNotContain("bert@mail.example");
            assertThat(file.lines().filter(it -> !it.contains("\"part\":") || it.contains("\"part\":1,")))
                    .hasSize((int) done.getCount());
        }
    }

    @Test
    void searchesByValueOnlyWhereNobodyIsKnownByTheIdentifier() {
        // given
        try (var traffic = traffic()) {
            traffic.call("bert", 1, order("m1", "{\"recipient\":\"" + email.value() + "\"}"), bert);
            awaitRest();

            // when
            var delete = answer(traffic, unknown("delete"));
            var prove = answer(traffic, unknown("prove"));

            // then
            assertThat(delete.getDetail()).isEqualTo("mentions 1");
            assertThat(prove.getCount()).isZero();
            assertThat(eventsOf("bert")).hasSize(1);
            assertThat(new LeftBehind(traffic, service, tenant).of(email.value()))
                    .isEmpty();
        }
    }

    @Test
    void answersWhatItDoesNotKnowAndBuriesWhatNobodyCanRead() {
        // given
        double buried = service.gauge("cdp.privacy.buried");
        try (var traffic = traffic()) {
            // when
            traffic.putRequest("broken", new byte[] {1, 2, 3});
            var unknown = answer(traffic, request("erase", "", "evaporate"));
            var suppress = answer(traffic, request("suppress", "", "gate"));

            // then
            assertThat(unknown.getState()).isEqualTo("failed");
            assertThat(suppress.getState()).isEqualTo("done");
            assertThat(service.gauge("cdp.privacy.buried")).isEqualTo(buried + 1);
        }
    }

    /** Anna under two ids of hers, and Bert, who speaks of her. */
    private void live(PrivacyTraffic traffic) {
        var mail = "\"" + email.value() + "\"";
        traffic.call("anna-0", 1, order("m1", "{\"email\":" + mail + ",\"deep\":{\"er\":[" + mail + "]}}"), userId);
        traffic.call("anna-1", 1, identify("m2", "{\"email\":" + mail + ",\"name\":\"Anna\"}"), email, userId);
        traffic.call(
                "anna-1",
                1,
                withContext(order("m3", "{\"revenue\":10}"), "{\"traits\":{\"email\":" + mail + "}}")
                        .setUserId("4711"),
                email);
        traffic.contact("anna-1", 1, false, email, userId);
        traffic.call("bert", 1, order("b1", "{\"recipient\":\"To: " + email.value() + ".\",\"revenue\":7.10}"), bert);
        traffic.call("bert", 1, identify("b2", "{\"friend\":" + mail + ",\"plan\":\"pro\"}"), bert);
        traffic.call("bert", 1, withContext(order("b3", "{}"), "{\"device\":{\"id\":\"4711\"}}"), bert, userId);
    }

    private static AcceptedEvent.Builder withContext(AcceptedEvent.Builder call, String context) {
        return call.setContext(ByteString.copyFromUtf8(context));
    }

    private void bertKeepsWhatIsHis() {
        var question = new EventHistory.Question(List.of("bert"), null, null, null);
        var events = Objects.requireNonNull(service.bean(EventHistory.class)
                .page(tenant, question, null, 10)
                .block(PATIENCE));
        assertThat(events)
                .extracting(it -> it.messageId()
                        + it.bodies().properties()
                        + it.bodies().traits()
                        + it.bodies().context())
                .containsExactlyInAnyOrder(
                        "b1{\"recipient\":\"To: [erased].\",\"revenue\":7.10}",
                        "b2{\"friend\":\"[erased]\",\"plan\":\"pro\"}",
                        "b3{}{\"device\":{\"id\":\"[erased]\"}}");
        var bertNow = get("/api/v1/profiles/bert");
        assertThat(bertNow.path("traits").path("plan").asString()).isEqualTo("pro");
        assertThat(bertNow.path("traits").has("friend")).isFalse();
        assertThat(bertNow.path("memberships").toString()).contains("buyers").doesNotContain("friends");
        assertThat(get("/api/v1/segments/friends").toString()).contains("[erased]");
    }

    private DataRequest.Builder erase(String stage, int attempt) {
        return request("erase", "", stage).setAttempt(attempt);
    }

    private DataRequest.Builder unknown(String stage) {
        return request("erase", "", stage).clearProfileIds().clearProfileId();
    }

    private DataRequest.Builder request(String kind, String lifted, String stage) {
        return DataRequest.newBuilder()
                .setRequestId(requestId)
                .setKind(kind)
                .setLiftedKind(lifted)
                .setStage(stage)
                .setAttempt(1)
                .setGraphNumber(9)
                .setProfileId("anna-1")
                .addAllProfileIds(IDS);
    }

    private DataReceipt answer(PrivacyTraffic traffic, DataRequest.Builder request) {
        traffic.ask(request, email, userId);
        return receipt(traffic, request.getStage(), request.getAttempt());
    }

    private DataReceipt receipt(PrivacyTraffic traffic, String stage, int attempt) {
        return await().atMost(PATIENCE)
                .until(
                        () -> traffic.receipts(requestId, stage, attempt).stream()
                                .filter(it -> it.getPiece() == 0)
                                .toList(),
                        it -> !it.isEmpty())
                .getLast();
    }

    /** Members, size and preview of the buyers. */
    private List<Long> sizes() {
        return List.of(
                get("/api/v1/segments/buyers/members").path("total").asLong(),
                get("/api/v1/segments/buyers").path("size").asLong(),
                marketer()
                        .post("/api/v1/segments/preview", Map.of("rule", BUYERS))
                        .path("count")
                        .asLong());
    }

    private List<String> page(Named of) {
        return get("/api/v1/personalization/" + of.namespace() + "/" + of.value())
                .path("memberships")
                .valueStream()
                .map(it -> it.path("segmentKey").asString())
                .toList();
    }

    private JsonNode eventsOf(String profileId) {
        return get("/api/v1/profiles/" + profileId + "/events").path("items");
    }

    private List<Stay> staysOf(List<String> profileIds) {
        return Objects.requireNonNull(service.bean(Stays.class)
                        .page(tenant, new Stays.Question(profileIds, null), null, 100)
                        .block(PATIENCE))
                .stays();
    }

    private void awaitRest() {
        marketer().awaitRest();
    }

    private void define(String trait, String measure) {
        service.client(issuer.token(tenant, "marketer"))
                .post()
                .uri("/api/v1/computed-traits")
                .bodyValue(Map.of("key", trait, "measure", measure, "purpose", "friends of " + email.value()))
                .exchange()
                .expectStatus()
                .isCreated();
    }

    private void publish(String key, String rule) {
        marketer().publish(key, rule);
    }

    private JsonNode get(String path) {
        return marketer().get(path);
    }

    private Marketer marketer() {
        return new Marketer(service, issuer, tenant);
    }

    private PrivacyTraffic traffic() {
        return new PrivacyTraffic(SharedBackends.kafkaBootstrap(), tenant);
    }
}
