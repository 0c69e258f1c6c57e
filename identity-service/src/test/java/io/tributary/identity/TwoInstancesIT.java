package io.tributary.identity;

import static io.tributary.identity.Bed.event;
import static io.tributary.identity.Bed.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tributary.contracts.topic.Topic;
import io.tributary.contracts.v1.AcceptedEvent;
import io.tributary.contracts.v1.CallType;
import io.tributary.contracts.v1.ContactRecord;
import io.tributary.contracts.v1.IdentityChange;
import io.tributary.contracts.v1.ResolvedEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Two instances of the service under load, in two processes and one group. One dies between a commit and what it owes to
 * Kafka; meanwhile the other takes a merge apart.
 */
class TwoInstancesIT {

    private static final String TENANT = "pair";
    private static final Duration BOUND = Duration.ofSeconds(90);
    private static final int PERSONS = 400;
    private static final int EVENTS_EACH = 12;
    private static final int DIES_AFTER = 900;
    private static final int SHARE = 40;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path folder;

    private final long seed = new Random().nextInt();
    private final Random random = new Random(seed);

    @SuppressWarnings("NullAway.Init")
    private Bed bed;

    @SuppressWarnings("NullAway.Init")
    private SecondInstance second;

    @BeforeEach
    void startTheSecondInstance() throws IOException {
        bed = Bed.get();
        second = SecondInstance.start(bed, folder, DIES_AFTER);
    }

    @AfterEach
    void endTheSecondInstance() {
        second.close();
    }

    @Test
    void neitherDoubleNorLoseAnybodyWhenOneDiesBetweenCommitAndProduceWhileTheOtherSplits() throws Exception {
        // given: two people who were made one, and an instance that has its share of the partitions
        var mistaken = mistakenlyMerged();
        await().atMost(BOUND).until(second::sharesThePartitions);

        // when: all speak at once, one instance dies, and the other splits before anybody has come back
        var sent = new HashMap<String, Integer>();
        var load = load(sent);
        for (int from = 0; from < load.size() / 2; from += SHARE) {
            bed.send(Topic.EVENTS, load.subList(from, Math.min(from + SHARE, load.size() / 2)));
        }
        bed.send(Topic.EVENTS, load.subList(load.size() / 2, load.size()));
        assertThat(second.process().waitFor(BOUND.toSeconds(), TimeUnit.SECONDS))
                .as(this::story)
                .isTrue();
        assertThat(second.process().exitValue()).as(this::story).isEqualTo(DyingInstance.EXIT);
        split(mistaken);

        // then
        await().atMost(BOUND).until(() -> resolved().keySet().containsAll(sent.keySet()) && pending() == 0);
        eachPersonIsOneProfile(sent);
        everyLinkHasItsEdge();
        everyMergeIsRecordedAndTold();
        theMistakenAreTwoAgain(mistaken);
        everyContactIsTheNewest();
    }

    private record Mistaken(UUID profile, UUID loser) {}

    private Mistaken mistakenlyMerged() {
        bed.send(
                Topic.EVENTS,
                List.of(
                        event(TENANT, "anna", 1).setAnonymousId("anna-phone").build(),
                        event(TENANT, "bert", 2).setAnonymousId("bert-phone").build()));
        await().atMost(BOUND).until(() -> resolved().size() == 2);
        var anna = UUID.fromString(String.valueOf(resolved().get("anna")));
        var bert = UUID.fromString(String.valueOf(resolved().get("bert")));
        call("merge", anna, Map.of("with", bert.toString()));
        return new Mistaken(anna, bert);
    }

    private void split(Mistaken mistaken) {
        call("split", mistaken.profile(), Map.of("undo", mistaken.loser().toString()));
    }

    private void call(String verb, UUID profile, Map<String, String> body) {
        bed.client(TENANT, "marketer")
                .post()
                .uri("/api/v1/identity/{id}/" + verb, profile)
                .bodyValue(body)
                .exchange()
                .expectStatus()
                .isOk();
    }

    private String story() {
        var log = second.log();
        return "seed " + seed + "\n" + log.substring(Math.max(0, log.length() - 3_000));
    }

    /**
     * Each person has a user id, an address and two devices; every event names two of them, so that both instances meet the
     * same new identifiers, and at the end all are linked.
     */
    private List<AcceptedEvent> load(Map<String, Integer> sent) {
        var events = new ArrayList<AcceptedEvent>();
        for (int person = 0; person < PERSONS; person++) {
            for (int i = 0; i < EVENTS_EACH; i++) {
                var messageId = "p" + person + "-" + i;
                sent.put(messageId, person);
                events.add(saying(person, i, messageId));
            }
        }
        Collections.shuffle(events, random);
        return events;
    }

    private AcceptedEvent saying(int person, int number, String messageId) {
        var event = event(TENANT, messageId, 1_000 + random.nextInt(1_000_000));
        var address = "{'email':'p" + person + "@shop.org'}";
        return switch (number % 3) {
            case 0 ->
                event.setUserId("u" + person)
                        .setAnonymousId("d" + person + "-0")
                        .build();
            case 1 ->
                event.setType(CallType.IDENTIFY)
                        .setAnonymousId("d" + person + "-1")
                        .setTraits(json(address))
                        .build();
            default ->
                event.setType(CallType.IDENTIFY)
                        .setUserId("u" + person)
                        .setTraits(json(address))
                        .build();
        };
    }

    private void eachPersonIsOneProfile(Map<String, Integer> sent) {
        var survivors = survivors();
        var profilesOf = new TreeMap<Integer, Set<String>>();
        var personsOf = new HashMap<String, Set<Integer>>();
        resolved().forEach((messageId, profile) -> {
            var person = sent.get(messageId);
            if (person != null) {
                var living = survivors.getOrDefault(profile, profile);
                profilesOf.computeIfAbsent(person, _ -> new TreeSet<>()).add(living);
                personsOf.computeIfAbsent(living, _ -> new HashSet<>()).add(person);
            }
        });

        assertThat(profilesOf).as(this::story).hasSize(PERSONS);
        assertThat(profilesOf.values()).as(this::story).allMatch(it -> it.size() == 1);
        assertThat(personsOf.values()).as(this::story).allMatch(it -> it.size() == 1);
        assertThat(count("select count(*) from profile where merged_into is null and tenant = ?"))
                .as(this::story)
                .isEqualTo(PERSONS + 2L);
    }

    /** Three links a person, whatever came first; a link whose edge is missing would fall apart at the next split. */
    private void everyLinkHasItsEdge() {
        var links = new TreeSet<String>();
        jdbc().sql("""
                select one.value as a, two.value as b from edge
                join node one on one.tenant = edge.tenant and one.id = edge.node_a
                join node two on two.tenant = edge.tenant and two.id = edge.node_b
                where edge.tenant = ? and edge.revoked_number is null""").param(TENANT).query(row -> {
            links.add(pair(row.getString("a"), row.getString("b")));
        });

        for (int person = 0; person < PERSONS; person++) {
            assertThat(links)
                    .as(this::story)
                    .contains(
                            pair("u" + person, "d" + person + "-0"),
                            pair("d" + person + "-1", "p" + person + "@shop.org"),
                            pair("u" + person, "p" + person + "@shop.org"));
        }
        assertThat(links).as(this::story).hasSize(3 * PERSONS);
    }

    private static String pair(String a, String b) {
        return a.compareTo(b) < 0 ? a + " " + b : b + " " + a;
    }

    /** A merge of a profile that others knew is in the table, and is told with the same number. */
    private void everyMergeIsRecordedAndTold() throws InvalidProtocolBufferException {
        var told = new HashMap<String, Long>();
        var splits = new HashSet<Long>();
        for (var record : bed.records(Topic.IDENTITY_CHANGES, TENANT)) {
            var change = IdentityChange.parseFrom(record.value());
            if (change.hasMergedInto()) {
                told.put(change.getProfileId(), change.getGraphNumber());
            } else if (change.hasSplit()) {
                splits.add(change.getGraphNumber());
            }
        }
        var merged = new HashMap<String, Long>();
        jdbc().sql("select loser, number from merge where tenant = ?")
                .param(TENANT)
                .query(row -> {
                    merged.put(row.getString("loser"), row.getLong("number"));
                });

        assertThat(merged).as(this::story).containsAllEntriesOf(told);
        assertThat(survivors().keySet()).as(this::story).isSubsetOf(merged.keySet());
        // Who came and went within one batch was never told to anybody, and no event names them.
        assertThat(resolved().values())
                .as(this::story)
                .filteredOn(survivors()::containsKey)
                .isSubsetOf(told.keySet());
        assertThat(splits).as(this::story).hasSize(1);
    }

    private void theMistakenAreTwoAgain(Mistaken mistaken) {
        bed.send(
                Topic.EVENTS,
                List.of(
                        event(TENANT, "anna-after", 3)
                                .setAnonymousId("anna-phone")
                                .build(),
                        event(TENANT, "bert-after", 4)
                                .setAnonymousId("bert-phone")
                                .build()));
        await().atMost(BOUND).until(() -> resolved().keySet().containsAll(List.of("anna-after", "bert-after")));

        assertThat(resolved())
                .as(this::story)
                .containsEntry("anna-after", mistaken.profile().toString())
                .containsEntry("bert-after", mistaken.loser().toString());
    }

    private void everyContactIsTheNewest() {
        var numbers = new HashMap<String, Long>();
        jdbc().sql("select id, number from profile where tenant = ? and merged_into is null")
                .param(TENANT)
                .query(row -> {
                    numbers.put(row.getString("id"), row.getLong("number"));
                });

        await().atMost(BOUND)
                .untilAsserted(
                        () -> assertThat(contactVersions()).as(this::story).isEqualTo(numbers));
    }

    private Map<String, Long> contactVersions() throws InvalidProtocolBufferException {
        var versions = new HashMap<String, Long>();
        for (var record : bed.records(Topic.CONTACTS, TENANT)) {
            var profile = record.key().substring(TENANT.length() + 1);
            if (record.value() == null) {
                versions.remove(profile);
            } else {
                versions.put(
                        profile,
                        ContactRecord.parseFrom(record.value()).getContact().getVersion());
            }
        }
        return versions;
    }

    private Map<String, String> resolved() {
        var resolved = new HashMap<String, String>();
        for (var record : bed.records(Topic.RESOLVED_EVENTS, TENANT)) {
            try {
                var event = ResolvedEvent.parseFrom(record.value());
                resolved.put(event.getEvent().getMessageId(), event.getProfileId());
            } catch (InvalidProtocolBufferException e) {
                throw new IllegalStateException(e);
            }
        }
        return resolved;
    }

    private Map<String, String> survivors() {
        var survivors = new HashMap<String, String>();
        jdbc().sql("select id, merged_into from profile where tenant = ? and merged_into is not null")
                .param(TENANT)
                .query(row -> {
                    survivors.put(row.getString("id"), row.getString("merged_into"));
                });
        return survivors;
    }

    private long count(String sql) {
        return jdbc().sql(sql).param(TENANT).query((row, _) -> row.getLong(1)).single();
    }

    private long pending() {
        return jdbc().sql("select count(*) from outbox")
                .query((row, _) -> row.getLong(1))
                .single();
    }

    private JdbcClient jdbc() {
        return bed.bean(JdbcClient.class);
    }
}
