package io.tributary.identity;

import static io.tributary.identity.Bed.event;
import static io.tributary.identity.Bed.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.InvalidProtocolBufferException;
import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.contracts.topic.RecordKey;
import io.tributary.contracts.topic.Topic;
import io.tributary.contracts.v1.AcceptedEvent;
import io.tributary.contracts.v1.CallType;
import io.tributary.contracts.v1.Channel;
import io.tributary.contracts.v1.ConsentState;
import io.tributary.contracts.v1.Contact;
import io.tributary.contracts.v1.ContactRecord;
import io.tributary.contracts.v1.IdentityChange;
import io.tributary.contracts.v1.ResolvedEvent;
import io.tributary.embedded.ServerKind;
import io.tributary.embedded.SharedBackends;
import io.tributary.identity.adapter.kafka.KafkaSender;
import io.tributary.identity.adapter.kafka.Lane;
import io.tributary.identity.adapter.kafka.ProtobufAnnouncements;
import io.tributary.identity.adapter.kafka.ResolveListener;
import io.tributary.identity.identifier.Candidate;
import io.tributary.identity.intake.BrokerUnavailable;
import io.tributary.identity.intake.DeadLetters;
import io.tributary.identity.intake.IncomingEvent;
import io.tributary.identity.intake.ResolveEvents;
import io.tributary.identity.intake.Tenants;
import io.tributary.identity.trait.KeepTraits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.reactive.server.WebTestClient;

/** The main path and its failures, on a real broker and a real database. */
class IdentityServiceIT {

    private static final Duration BOUND = Duration.ofSeconds(30);

    @SuppressWarnings("NullAway.Init")
    private static Bed bed;

    @BeforeAll
    static void start() {
        bed = Bed.get();
    }

    @Test
    void makesOnePersonOfEverybodyWhoBrowsesMailsAndBuys() throws InvalidProtocolBufferException {
        // given
        var events = new ArrayList<AcceptedEvent>();
        for (int i = 0; i < 60; i++) {
            events.addAll(shopper("acme", i));
        }

        // when
        bed.send(Topic.EVENTS, events);

        // then
        await().atMost(BOUND).until(() -> bed.resolved("acme").size() >= events.size());
        await().atMost(BOUND).until(() -> contacts("acme").size() == 60 && pending() == 0);
        assertThat(bed.resolved("acme")).hasSize(events.size());
        assertThat(people("acme")).isEqualTo(60);
        assertThat(contacts("acme").values()).allSatisfy(it -> {
            assertThat(it.getIdentifiersCount()).isEqualTo(4);
            assertThat(it.getPointsList())
                    .extracting(point -> point.getChannel())
                    .containsExactly(Channel.EMAIL);
            assertThat(it.getConsents(0).getState()).isEqualTo(ConsentState.GRANTED);
        });
        for (var record : bed.records(Topic.RESOLVED_EVENTS, "acme")) {
            var event = ResolvedEvent.parseFrom(record.value());
            assertThat(event.getGraphNumber()).isPositive();
            assertThat(event.getIdentifiersList())
                    .isNotEmpty()
                    .allMatch(it -> it.getDigest().size() == 32);
        }
        assertThat(followed("acme", bed.resolved("acme").values())).hasSize(60);
    }

    @Test
    void putsAsideWhatCannotBeResolvedAndGoesOn() {
        // given
        var nobody = event("odd", "nobody", 1).setUserId("null").build();
        var stranger = event("other", "stranger", 1).setUserId("u1").build();
        var somebody = event("odd", "somebody", 1).setUserId("u1").build();

        // when
        bed.sendRaw(Topic.EVENTS, "odd/x", new byte[] {1, 2, 3});
        bed.sendRaw(Topic.EVENTS, "odd/x", stranger.toByteArray());
        bed.send(Topic.EVENTS, List.of(nobody, somebody));

        // then
        await().atMost(BOUND).until(() -> bed.resolved("odd").containsKey("somebody"));
        await().atMost(BOUND)
                .untilAsserted(() -> assertThat(jdbc().sql("select reason from dead_letter where tenant = 'odd'")
                                .query((row, _) -> String.valueOf(row.getString(1)))
                                .list())
                        .containsExactlyInAnyOrder("UNREADABLE", "TENANT_MISMATCH", "UNIDENTIFIED"));
        assertThat(people("other")).isZero();
    }

    @Test
    void losesNothingWhenItDiesBetweenCommitAndProduce() {
        // given
        var broken = new FailingProducer();
        var record = new ConsumerRecord<>(
                Topic.EVENTS.wireName(),
                0,
                0L,
                "crash/x",
                event("crash", "m1", 5)
                        .setUserId("u1")
                        .setAnonymousId("d1")
                        .build()
                        .toByteArray());
        var listener = new ResolveListener(
                Lane.LIVE,
                bean(ResolveEvents.class),
                bean(KeepTraits.class),
                bean(ProtobufAnnouncements.class),
                new KafkaSender(broken),
                bean(DeadLetters.class),
                bean(MeterRegistry.class));

        // when
        assertThatThrownBy(() -> listener.onMessage(List.of(record))).isInstanceOf(BrokerUnavailable.class);
        assertThat(people("crash")).isEqualTo(1);
        broken.sendException = null;
        listener.onMessage(List.of(record));

        // then
        assertThat(broken.history()).hasSize(1);
        assertThat(people("crash")).isEqualTo(1);
        assertThat(number("crash")).isEqualTo(1);
    }

    @Test
    void waitsForAStoreAndABrokerThatAreGoneAndLosesNothing() {
        // given
        var first = shopper("outage", 1);
        var second = shopper("outage", 2);

        // when
        SharedBackends.running(ServerKind.POSTGRES).kill(ServerKind.POSTGRES);
        bed.send(Topic.EVENTS, first);
        SharedBackends.running(ServerKind.POSTGRES).restart(ServerKind.POSTGRES);
        await().atMost(BOUND).until(() -> bed.resolved("outage").size() == first.size());
        SharedBackends.running(ServerKind.KAFKA).kill(ServerKind.KAFKA);
        SharedBackends.running(ServerKind.KAFKA).restart(ServerKind.KAFKA);
        bed.send(Topic.EVENTS, second);

        // then
        await().atMost(BOUND.multipliedBy(2))
                .until(() -> bed.resolved("outage").size() == first.size() + second.size());
        await().atMost(BOUND).until(() -> contacts("outage").size() == 2);
        assertThat(people("outage")).isEqualTo(2);
    }

    @Test
    void makesOneProfileWhenTwoInstancesMeetTheSameNewIdentifierAtOnce() throws Exception {
        // given
        var instances = List.of(instance(), instance());
        long persons = 150;
        var random = new Random(7);

        // when
        try (var threads = Executors.newFixedThreadPool(2)) {
            var running = new ArrayList<Future<?>>();
            for (var instance : instances) {
                var events = new ArrayList<IncomingEvent>();
                for (long i = 0; i < persons; i++) {
                    events.add(incoming("a" + i, i, "user_id", "u" + i, "anonymous_id", "d" + i));
                    events.add(incoming("b" + i, i, "email", "e" + i + "@shop.org", "anonymous_id", "d" + i));
                }
                Collections.shuffle(events, random);
                running.add(threads.submit(() -> {
                    for (int from = 0; from < events.size(); from += 20) {
                        instance.resolve("twins", events.subList(from, from + 20));
                    }
                }));
            }
            for (var thread : running) {
                thread.get();
            }
        }

        // then
        assertThat(people("twins")).isEqualTo(persons);
        assertThat(count("select count(*) from node where tenant = 'twins'")).isEqualTo(3 * persons);
        assertThat(count("select count(*) from edge where tenant = 'twins'")).isEqualTo(2 * persons);
        assertThat(count("select count(*) from profile where tenant = 'twins' and merged_into is not null"))
                .isEqualTo(count("select count(*) from merge where tenant = 'twins'"));
    }

    @Test
    void mergesAndSplitsByHandAndTellsOthers() throws InvalidProtocolBufferException {
        // given
        bed.send(
                Topic.EVENTS,
                List.of(
                        event("hand", "m1", 1).setUserId("u1").build(),
                        event("hand", "m2", 2).setAnonymousId("d2").build()));
        await().atMost(BOUND).until(() -> bed.resolved("hand").size() == 2);
        var one = bed.resolved("hand").get("m1");
        var two = bed.resolved("hand").get("m2");

        // when
        call("hand", "marketer")
                .post()
                .uri("/api/v1/identity/{id}/merge?dryRun=true", one)
                .bodyValue(Map.of("with", String.valueOf(two)))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.blastRadius.nodes")
                .isEqualTo(1);
        assertThat(people("hand")).isEqualTo(2);
        for (int i = 0; i < 2; i++) {
            call("hand", "marketer")
                    .post()
                    .uri("/api/v1/identity/{id}/merge", one)
                    .header("Idempotency-Key", "k1")
                    .bodyValue(Map.of("with", String.valueOf(two)))
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .expectBody()
                    .jsonPath("$.profiles[0]")
                    .isEqualTo(String.valueOf(one));
        }
        assertThat(people("hand")).isEqualTo(1);
        call("hand", "marketer")
                .post()
                .uri("/api/v1/identity/{id}/merge", one)
                .bodyValue(Map.of("with", String.valueOf(one)))
                .exchange()
                .expectStatus()
                .isEqualTo(409);
        call("hand", "marketer")
                .post()
                .uri("/api/v1/identity/{id}/split", one)
                .bodyValue(Map.of("undo", String.valueOf(two)))
                .exchange()
                .expectStatus()
                .isOk();

        // then
        assertThat(people("hand")).isEqualTo(2);
        call("hand", "viewer")
                .get()
                .uri("/api/v1/identity/{id}/graph", two)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.profileId")
                .isEqualTo(String.valueOf(two))
                .jsonPath("$.nodes.length()")
                .isEqualTo(1)
                .jsonPath("$.edges[0].rule")
                .isEqualTo("operator")
                .jsonPath("$.edges[0].revokedBy")
                .exists();
        await().atMost(BOUND)
                .until(() -> bed.records(Topic.IDENTITY_CHANGES, "hand").size() >= 4);
        var kinds = new ArrayList<IdentityChange.ChangeCase>();
        for (var record : bed.records(Topic.IDENTITY_CHANGES, "hand")) {
            kinds.add(IdentityChange.parseFrom(record.value()).getChangeCase());
        }
        assertThat(kinds)
                .containsExactlyInAnyOrder(
                        IdentityChange.ChangeCase.MERGED_INTO,
                        IdentityChange.ChangeCase.ABSORBS,
                        // One for each part, so that each reads its own past.
                        IdentityChange.ChangeCase.SPLIT,
                        IdentityChange.ChangeCase.SPLIT);
        await().atMost(BOUND).until(() -> contacts("hand").size() == 2);
    }

    @Test
    void takesConsentsByApiAndSaysThemInTheContact() {
        // given
        bed.send(Topic.EVENTS, List.of(event("consent", "m1", 1).setUserId("u1").build()));
        await().atMost(BOUND).until(() -> bed.resolved("consent").size() == 1);
        var profile = String.valueOf(bed.resolved("consent").get("m1"));

        // when
        call("consent", "marketer")
                .put()
                .uri("/api/v1/profiles/{id}/consents", profile)
                .bodyValue(Map.of("consents", Map.of("email_marketing", "denied")))
                .exchange()
                .expectStatus()
                .isOk();

        // then
        call("consent", "viewer")
                .get()
                .uri("/api/v1/profiles/{id}/consents", profile)
                .exchange()
                .expectBody()
                .jsonPath("$.consents.email_marketing.state")
                .isEqualTo("denied");
        await().atMost(BOUND)
                .until(() -> contacts("consent").values().stream()
                        .flatMap(it -> it.getConsentsList().stream())
                        .anyMatch(it -> it.getState() == ConsentState.DENIED));
    }

    @Test
    void versionsTheRulesAndRefusesSenselessOnes() {
        // given
        var wide = Map.of("namespaces", Map.of("email", Map.of("limit", 5, "priority", 20)));

        // when
        for (int i = 0; i < 2; i++) {
            call("ruled", "admin")
                    .put()
                    .uri("/api/v1/identity/rules")
                    .bodyValue(wide)
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .expectBody()
                    .jsonPath("$.version")
                    .isEqualTo(1);
        }

        // then
        refused("ruled", Map.of("namespaces", Map.of("email", Map.of("limit", 0))), "invalid-request")
                .jsonPath("$.violations[0].pointer")
                .isEqualTo("/namespaces/email/limit");
        refused("ruled", Map.of("namespaces", Map.of(), "wrong", 1), "unknown-field")
                .jsonPath("$.violations[0].pointer")
                .isEqualTo("/wrong");
    }

    private static WebTestClient.BodyContentSpec refused(String tenant, Map<String, ?> body, String type) {
        return call(tenant, "admin")
                .put()
                .uri("/api/v1/identity/rules")
                .bodyValue(body)
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("urn:cdp:problem:" + type)
                .jsonPath("$.traceId")
                .isNotEmpty();
    }

    @Test
    void answersProblemsToThoseWhoMayNot() {
        // given
        bed.send(Topic.EVENTS, List.of(event("mine", "m1", 1).setUserId("u1").build()));
        await().atMost(BOUND).until(() -> bed.resolved("mine").size() == 1);
        var profile = bed.resolved("mine").get("m1");

        // when
        var anonymous = client().get().uri("/api/v1/identity/rules").exchange();
        var stranger = call("yours", "admin")
                .get()
                .uri("/api/v1/identity/{id}/graph", profile)
                .exchange();
        var viewer = call("mine", "viewer")
                .put()
                .uri("/api/v1/profiles/{id}/consents", profile)
                .bodyValue(Map.of("consents", Map.of("mail", "granted")))
                .exchange();

        // then
        anonymous
                .expectStatus()
                .isUnauthorized()
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("urn:cdp:problem:unauthenticated");
        stranger.expectStatus().isNotFound().expectBody().jsonPath("$.type").isEqualTo("urn:cdp:problem:not-found");
        viewer.expectStatus().isForbidden().expectBody().jsonPath("$.type").isEqualTo("urn:cdp:problem:forbidden");
    }

    @Test
    void beatsInEveryPartitionOfTheContactsAndSaysThatItIsReady() {
        // given
        var partitions = new HashSet<Integer>();

        // when
        await().atMost(BOUND).until(() -> {
            bed.records(Topic.CONTACTS, RecordKey.PLATFORM).forEach(it -> partitions.add(it.partition()));
            return partitions.size() == Bed.PARTITIONS;
        });

        // then
        var management = WebTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + bed.managementPort())
                .build();
        management
                .get()
                .uri("/actuator/health/readiness")
                .exchange()
                .expectStatus()
                .isOk();
        management
                .get()
                .uri("/actuator/prometheus")
                .exchange()
                .expectBody(String.class)
                .value(it -> assertThat(it).contains("cdp_outbox_pending", "cdp_lane_lag"));
    }

    /** Browses on a device, identifies on it, and clicks a mail on another one. */
    private static List<AcceptedEvent> shopper(String tenant, int i) {
        var mail = "{'traits':{'email':' Shopper" + i + "@Shop.ORG'}";
        return List.of(
                event(tenant, i + "-browse", 1_000 + i)
                        .setAnonymousId("laptop" + i)
                        .build(),
                event(tenant, i + "-identify", 2_000 + i)
                        .setType(CallType.IDENTIFY)
                        .setAnonymousId("laptop" + i)
                        .setUserId("user" + i)
                        .setTraits(json("{'email':'shopper" + i + "@shop.org','age':7}"))
                        .build(),
                event(tenant, i + "-mail", 3_000 + i)
                        .setType(CallType.TRACK)
                        .setEvent("Email Opened")
                        .setAnonymousId("phone" + i)
                        .setContext(json(mail + ",'consent':{'categoryPreferences':{'email_marketing':true}}}"))
                        .build());
    }

    private static IncomingEvent incoming(String messageId, long at, String... candidates) {
        var all = IntStream.range(0, candidates.length / 2)
                .mapToObj(it -> new Candidate(candidates[2 * it], candidates[2 * it + 1]))
                .toList();
        return new IncomingEvent(messageId, "shop", at, all, List.of(), List.of());
    }

    /** A second instance as far as the graph is concerned: a memory of its own before the same store. */
    private static ResolveEvents instance() {
        return new ResolveEvents(bed.anotherMemory(), bed.bean(Tenants.class), UUID::randomUUID);
    }

    /** Takes records, unless told to fail. */
    private static final class FailingProducer extends MockProducer<String, byte[]> {

        private FailingProducer() {
            super(true, null, new StringSerializer(), new ByteArraySerializer());
            sendException = new KafkaException("the broker is gone");
        }
    }

    private static Map<String, Contact> contacts(String tenant) {
        var contacts = new HashMap<String, Contact>();
        for (var record : bed.records(Topic.CONTACTS, tenant)) {
            if (record.value() == null) {
                contacts.remove(record.key());
            } else {
                try {
                    contacts.put(
                            record.key(),
                            ContactRecord.parseFrom(record.value()).getContact());
                } catch (InvalidProtocolBufferException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
        return contacts;
    }

    /** Events in flight name a profile that was merged later; the records say where it went. */
    private static Set<String> followed(String tenant, Iterable<UUID> profiles) throws InvalidProtocolBufferException {
        var survivors = new HashMap<String, String>();
        for (var record : bed.records(Topic.IDENTITY_CHANGES, tenant)) {
            var change = IdentityChange.parseFrom(record.value());
            if (change.hasMergedInto()) {
                survivors.put(change.getProfileId(), change.getMergedInto().getSurvivor());
            }
        }
        var people = new HashSet<String>();
        for (var profile : profiles) {
            var at = profile.toString();
            while (survivors.containsKey(at)) {
                at = String.valueOf(survivors.get(at));
            }
            people.add(at);
        }
        return people;
    }

    private static long people(String tenant) {
        return count("select count(*) from profile where merged_into is null and tenant = '" + tenant + "'");
    }

    private static long number(String tenant) {
        return count("select number from tenant_graph where tenant = '" + tenant + "'");
    }

    private static long pending() {
        return count("select count(*) from outbox");
    }

    private static long count(String sql) {
        return jdbc().sql(sql).query((row, _) -> row.getLong(1)).single();
    }

    private static JdbcClient jdbc() {
        return bean(JdbcClient.class);
    }

    private static <T> T bean(Class<T> type) {
        return bed.bean(type);
    }

    private static WebTestClient client() {
        return bed.client();
    }

    private static WebTestClient call(String tenant, String role) {
        return bed.client(tenant, role);
    }
}
