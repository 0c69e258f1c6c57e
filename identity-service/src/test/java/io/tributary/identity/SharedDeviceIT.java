package io.tributary.identity;

import static io.tributary.identity.Bed.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tributary.contracts.topic.Topic;
import io.tributary.contracts.v1.AcceptedEvent;
import io.tributary.contracts.v1.Contact;
import io.tributary.contracts.v1.ContactRecord;
import io.tributary.contracts.v1.IdentityChange;
import io.tributary.contracts.v1.ResolvedEvent;
import io.tributary.identity.change.ChangeByHand;
import io.tributary.identity.change.SplitRequest;
import io.tributary.identity.consent.Consent;
import io.tributary.identity.consent.ConsentState;
import io.tributary.identity.graph.Graphs;
import io.tributary.identity.identifier.Candidate;
import io.tributary.identity.intake.IncomingEvent;
import io.tributary.identity.intake.ResolveEvents;
import io.tributary.identity.intake.Tenants;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Shared devices and their visits, on a real broker and a real database, through several instances. */
class SharedDeviceIT {

    private static final Duration BOUND = Duration.ofSeconds(30);
    private static final Bed bed = Bed.get();

    @Test
    void takesADeviceFromEverybodyWhenTheThirdPersonLogsIn() throws InvalidProtocolBufferException {
        // given
        browse(
                on("tablet", "m1", 1),
                on("tablet", "m2", 2).setUserId("anna"),
                on("tablet", "m3", 3).setUserId("ben"),
                on("tablet", "m4", 4).setUserId("cleo"),
                on("tablet", "m5", 5));
        await().atMost(BOUND).until(() -> resolved("tablet").size() == 5);

        // when
        browse(on("tablet", "m6", 6).setUserId("ben"));
        await().atMost(BOUND).until(() -> resolved("tablet").size() == 6);
        await().atMost(BOUND).until(() -> changes("tablet").size() == 4);

        // then
        var anna = String.valueOf(resolved("tablet").get("m2"));
        assertThat(changes("tablet"))
                .filteredOn(IdentityChange::hasSplit)
                .hasSize(2)
                .anySatisfy(it -> assertThat(it.getProfileId()).isEqualTo(anna))
                .allSatisfy(it -> {
                    assertThat(it.getSplit().getFrom()).isEqualTo(anna);
                    assertThat(it.getSplit().getPartsList())
                            .extracting(part -> part.getIdentifier().getNamespace())
                            .containsExactlyInAnyOrder("anonymous_id", "user_id");
                });
        assertThat(changes("tablet"))
                .filteredOn(IdentityChange::hasMergedInto)
                .singleElement()
                .satisfies(it -> assertThat(it.getMergedInto().getSurvivor())
                        .isEqualTo(resolved("tablet").get("m3")));
        await().atMost(BOUND)
                .untilAsserted(() -> assertThat(contact("tablet", anna).getIdentifiersList())
                        .extracting(it -> it.getNamespace())
                        .containsExactly("user_id"));
        bed.client("tablet", "viewer")
                .get()
                .uri("/api/v1/identity/{id}/graph", anna)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.guards[?(@.guard == 'shared-device')].messageId")
                .isEqualTo("m4")
                .jsonPath("$.edges[0].revokedBy")
                .exists();
        bed.client("tablet", "viewer")
                .get()
                .uri("/api/v1/identity/{id}/graph", owner("tablet", "tablet"))
                .exchange()
                .expectBody()
                .jsonPath("$.nodes[0].device.owners.length()")
                .isEqualTo(3)
                .jsonPath("$.nodes[0].device.sharedSince")
                .exists();
    }

    @Test
    void forgetsInEveryInstanceWhoseDeviceItWas() {
        // given
        var one = instance();
        var other = instance();
        login(one, "two", 0, "anna");
        var remembered = other.resolve("two", List.of(browsing("early", 1)));
        assertThat(person(remembered)).hasToString(owner("two", "anna"));

        // when
        login(one, "two", 2, "ben");
        login(one, "two", 3, "cleo");
        var late = other.resolve("two", List.of(browsing("late", 4)));

        // then
        assertThat(person(late)).isNotEqualTo(person(remembered));
        assertThat(late.events().getFirst().number())
                .isGreaterThan(remembered.events().getFirst().number());
    }

    @Test
    void goesOnWithAVisitThatAnotherInstanceOpened() {
        // given
        var one = instance();
        for (var name : List.of("anna", "ben", "cleo")) {
            login(one, "visit", 0, name);
        }
        one.resolve("visit", List.of(browsing("b1", 100_000)));

        // when
        var login = login(instance(), "visit", 200_000, "cleo");
        var late = instance().resolve("visit", List.of(browsing("b2", 150_000)));

        // then
        assertThat(login.merges()).isEqualTo(1);
        assertThat(person(late)).isEqualTo(person(login));
    }

    @Test
    void settlesVisitsBeyondTheHundredth() {
        // given
        var instance = instance();
        for (var name : List.of("anna", "ben", "cleo")) {
            login(instance, "many", 0, name);
        }

        // when
        for (int round = 0; round < 8; round++) {
            var events = new ArrayList<IncomingEvent>();
            for (int i = 0; i < 15; i++) {
                long at = 10_000_000L * (1 + 15 * round + i);
                events.add(browsing("b" + at, at));
                events.add(incoming("l" + at, at + 1, "user_id", "cleo", "anonymous_id", "tablet"));
            }
            instance.resolve("many", events);
        }
        var again = instance().resolve("many", List.of(browsing("next", 1)));

        // then
        assertThat(count("select count(*) from node where tenant = 'many' and profile_id = '" + owner("many", "cleo")
                        + "'"))
                .isEqualTo(101);
        assertThat(count("select count(*) from edge where tenant = 'many' and rule = 'same-session' "
                        + "and revoked_number is not null"))
                .isEqualTo(20);
        assertThat(again.merges()).isZero();
    }

    @Test
    void leavesAGrantWithThePersonWhoGaveItWhenAMergeIsUndone() {
        // given
        var instance = instance();
        var older = person(instance.resolve("grant", List.of(incoming("g1", 1, "user_id", "anna"))));
        var granted = List.of(new Consent("mail", ConsentState.GRANTED, 2, "shop"));
        var younger = person(instance.resolve(
                "grant",
                List.of(new IncomingEvent(
                        "g2", "shop", 2, List.of(new Candidate("email", "b@shop.org")), granted, List.of()))));
        instance.resolve("grant", List.of(incoming("g3", 3, "user_id", "anna", "email", "b@shop.org")));

        // when
        new ChangeByHand(bed.anotherMemory(), UUID::randomUUID)
                .split(
                        new ChangeByHand.Order("grant", older, "me", 4, ChangeByHand.Mode.DO),
                        new SplitRequest.UndoMerge(younger));

        // then
        var graphs = bed.anotherMemory();
        assertThat(said(graphs, older)).isEmpty();
        assertThat(said(graphs, younger)).containsOnlyKeys("mail");
    }

    @Test
    void reachesByAPushTokenWhoeverLoggedInLast() throws InvalidProtocolBufferException {
        // given
        var token = new String[] {"anonymous_id", "tablet", "ios_push_token", "token"};
        var one = instance();
        var anna = person(one.resolve("push", List.of(incoming("p1", 1, named("anna", token)))));

        // when
        var ben = person(one.resolve("push", List.of(incoming("p2", 2, named("ben", token)))));
        var browsing = person(instance().resolve("push", List.of(incoming("p3", 3, token))));
        var bens = owner("push", "token");
        instance().resolve("push", List.of(incoming("p4", 4, named("anna", token))));

        // then
        assertThat(bens).isEqualTo(ben.toString());
        assertThat(browsing).isEqualTo(anna);
        assertThat(owner("push", "token")).isEqualTo(anna.toString());
        await().atMost(BOUND)
                .untilAsserted(() -> assertThat(contact("push", anna.toString()).getPointsCount())
                        .isEqualTo(1));
        await().atMost(BOUND)
                .untilAsserted(() -> assertThat(contact("push", ben.toString()).getPointsCount())
                        .isZero());
        assertThat(count("select count(*) from edge where tenant = 'push' and revoked_number is null"))
                .isEqualTo(2);
    }

    private static String[] named(String user, String... others) {
        return Stream.concat(Stream.of("user_id", user), Stream.of(others)).toArray(String[]::new);
    }

    private static Map<String, Consent> said(Graphs graphs, UUID profile) {
        return graphs.person("grant", profile)
                .orElseThrow()
                .profile()
                .consents()
                .byPurpose();
    }

    /** As the collector sends it: a device's events are in one partition, whoever logs in. */
    private static void browse(AcceptedEvent.Builder... events) {
        for (var event : events) {
            bed.sendRaw(Topic.EVENTS, "tablet/device", event.build().toByteArray());
        }
    }

    private static AcceptedEvent.Builder on(String tenant, String messageId, long at) {
        return event(tenant, messageId, at).setAnonymousId("tablet");
    }

    private static ResolveEvents instance() {
        return new ResolveEvents(bed.anotherMemory(), bed.bean(Tenants.class), UUID::randomUUID);
    }

    private static ResolveEvents.ResolvedBatch login(ResolveEvents instance, String tenant, long at, String name) {
        return instance.resolve(tenant, List.of(incoming(name + at, at, "user_id", name, "anonymous_id", "tablet")));
    }

    private static IncomingEvent browsing(String messageId, long at) {
        return incoming(messageId, at, "anonymous_id", "tablet");
    }

    private static IncomingEvent incoming(String messageId, long at, String... candidates) {
        var all = new ArrayList<Candidate>();
        for (int i = 0; i < candidates.length; i += 2) {
            all.add(new Candidate(candidates[i], candidates[i + 1]));
        }
        return new IncomingEvent(messageId, "shop", at, all, List.of(), List.of());
    }

    private static UUID person(ResolveEvents.ResolvedBatch batch) {
        return Objects.requireNonNull(batch.events().getLast().resolved().profile());
    }

    private static Map<String, String> resolved(String tenant) {
        var people = new HashMap<String, String>();
        for (var record : bed.records(Topic.RESOLVED_EVENTS, tenant)) {
            try {
                var event = ResolvedEvent.parseFrom(record.value());
                people.put(event.getEvent().getMessageId(), event.getProfileId());
            } catch (InvalidProtocolBufferException e) {
                throw new IllegalStateException(e);
            }
        }
        return people;
    }

    private static List<IdentityChange> changes(String tenant) throws InvalidProtocolBufferException {
        var changes = new ArrayList<IdentityChange>();
        for (var record : bed.records(Topic.IDENTITY_CHANGES, tenant)) {
            changes.add(IdentityChange.parseFrom(record.value()));
        }
        return changes;
    }

    private static Contact contact(String tenant, String profile) throws InvalidProtocolBufferException {
        var latest = Contact.getDefaultInstance();
        for (var record : bed.records(Topic.CONTACTS, tenant)) {
            if (record.key().endsWith(profile) && record.value() != null) {
                latest = ContactRecord.parseFrom(record.value()).getContact();
            }
        }
        return latest;
    }

    private static String owner(String tenant, String value) {
        return bed.bean(JdbcClient.class)
                .sql("select profile_id from node where tenant = ? and value = ?")
                .params(tenant, value)
                .query((row, _) -> String.valueOf(row.getString(1)))
                .single();
    }

    private static long count(String sql) {
        return bed.bean(JdbcClient.class)
                .sql(sql)
                .query((row, _) -> row.getLong(1))
                .single();
    }
}
