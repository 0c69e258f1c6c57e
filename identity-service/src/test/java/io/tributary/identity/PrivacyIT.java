package io.tributary.identity;

import static io.tributary.identity.Bed.event;
import static io.tributary.identity.Bed.json;
import static io.tributary.identity.PrivacyBed.BOUND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tributary.contracts.digest.KeyedDigest;
import io.tributary.contracts.topic.Topic;
import io.tributary.contracts.v1.AcceptedEvent;
import io.tributary.contracts.v1.CallType;
import io.tributary.contracts.v1.IdentityChange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Erasures against the real database and the real broker; the other systems answer at once that all is done. */
class PrivacyIT {

    private static final String GRANTED = "'consent':{'categoryPreferences':{'email_marketing':true}}";

    /** Where an id may stand for ever: it leads to nobody, and says what was asked and done. */
    private static final Set<String> IDS_STAY = Set.of(
            "erased_profile.id", "privacy_request.profile_id", "privacy_request.subject_key", "erased_digest.digest");

    private final Bed bed = Bed.get();
    private final JdbcClient jdbc = bed.bean(JdbcClient.class);
    private final PersonSearch search = new PersonSearch(jdbc);

    private static AcceptedEvent identify(String tenant, String message, long at, String user, String context) {
        return event(tenant, message, at)
                .setType(CallType.IDENTIFY)
                .setUserId(user)
                .setContext(json("{" + context + "}"))
                .build();
    }

    private void heard(String tenant, String... messages) {
        await().atMost(BOUND).until(() -> bed.resolved(tenant).keySet().containsAll(Set.of(messages)));
    }

    private UUID profile(String tenant, String value) {
        return jdbc.sql("select profile_id from node where tenant = ? and value = ?")
                .params(tenant, value)
                .query((row, _) -> UUID.fromString(row.getString(1)))
                .single();
    }

    private String digest(String tenant, String namespace, String value) {
        return HexFormat.of().formatHex(bed.bean(KeyedDigest.class).of(tenant, namespace, value));
    }

    /** Anna with two profiles that became one, everything that the service can keep about her, and others round her. */
    private final class World {

        private final String tenant;
        private final PrivacyBed privacy;
        private final String mail;
        private final String phone = "+4915112345678";
        private final Set<String> ids = new HashSet<>();

        private World(String tenant) {
            this.tenant = tenant;
            this.privacy = new PrivacyBed(tenant);
            this.mail = "anna." + tenant + "@shop.org";
        }

        private World made() {
            long now = System.currentTimeMillis() - 60_000;
            bed.send(
                    Topic.EVENTS,
                    List.of(
                            event(tenant, "m1", now)
                                    .setAnonymousId("laptop-anna")
                                    .build(),
                            event(tenant, "m2", now + 1)
                                    .setAnonymousId("tablet-anna")
                                    .build()));
            heard(tenant, "m1", "m2");
            bed.resolved(tenant).values().forEach(it -> ids.add(it.toString()));
            bed.send(
                    Topic.EVENTS,
                    List.of(
                            login("m3", now + 2, "laptop-anna"),
                            login("m4", now + 3, "tablet-anna"),
                            event(tenant, "m5", now + 4)
                                    .setUserId("ben-1")
                                    .setAnonymousId("tablet-anna")
                                    .build(),
                            identify(
                                    tenant,
                                    "m6",
                                    now + 5,
                                    "carl-1",
                                    "'externalIds':[{'id':'" + mail + "','type':'crm','collection':'users'}]"),
                            identify(tenant, "m7", now + 6, mail.toUpperCase(Locale.ROOT), "")));
            heard(tenant, "m3", "m4", "m5", "m6", "m7");
            ids.add(profile(tenant, mail.toUpperCase(Locale.ROOT)).toString());
            traces(now);
            return this;
        }

        private AcceptedEvent login(String message, long at, String device) {
            return event(tenant, message, at)
                    .setType(CallType.IDENTIFY)
                    .setUserId("anna-1")
                    .setAnonymousId(device)
                    .setTraits(json("{'email':'" + mail + "','phone':'" + phone
                            + "','firstName':'Anna','lastName':'Schmidt','birthday':'1985-04-07'}"))
                    .setContext(json("{" + GRANTED + "}"))
                    .build();
        }

        /** What does not come by way of events. */
        private void traces(long now) {
            var anna = profile(tenant, "anna-1");
            var ben = profile(tenant, "ben-1");
            jdbc.sql("""
                    insert into suggestion (tenant, id, left_profile, right_profile, bits, waterfall, job_id,
                        suggested_at, state) values (?, gen_random_uuid(), ?::uuid, ?::uuid, 9, '[]', 'idn_1', 1, 'open')""").params(tenant, anna.toString(), ben.toString()).update();
            jdbc.sql("insert into idempotency (tenant, key, request_hash, status, answer, answered_at)"
                            + " values (?, 'her', 'x', 200, ?, ?), (?, 'his', 'x', 200, ?, ?)")
                    .params(tenant, "{\"profiles\":[\"" + anna + "\"]}", System.currentTimeMillis())
                    .params(tenant, "{\"profiles\":[\"" + ben + "\"]}", System.currentTimeMillis())
                    .update();
            jdbc.sql("""
                    insert into job (tenant, id, kind, state, phase, done, total, error, request, result, attempts,
                        leased_by, leased_until, queued_at, finished_at)
                    values (?, 'idn_9', 'simulation', 'done', '', 1, 1, '', '', ?, 1, '', 0, 0, ?)""")
                    .params(tenant, "{\"samples\":[\"" + anna + "\"]}", System.currentTimeMillis())
                    .update();
            jdbc.sql("""
                    insert into linkable_trait (tenant, node_id, name, value, at)
                    select tenant, id, 'street', ?, 1 from node where tenant = ? and value = 'carl-1'""").params("c/o " + mail, tenant).update();
            letter("FAILED", tenant, 1, login("m8", now, "laptop-anna").toByteArray());
            letter(
                    "FAILED",
                    tenant,
                    2,
                    event(tenant, "m9", now).setUserId("ben-1").build().toByteArray());
            letter("UNREADABLE", tenant, 3, ("\u0001garbage " + mail).getBytes(StandardCharsets.UTF_8));
        }

        private void letter(String reason, String of, long offset, byte[] value) {
            jdbc.sql("""
                    insert into dead_letter (topic, partition, record_offset, tenant, reason, value, kept_at)
                    values (?, 0, ?, ?, ?, ?, 1)""")
                    .params("cdp.events.v1/" + tenant, offset, of, reason, value)
                    .update();
        }

        private List<String> words() {
            var words = new ArrayList<>(ids);
            words.addAll(List.of(
                    mail,
                    phone,
                    "anna-1",
                    "laptop-anna",
                    "tablet-anna",
                    "Schmidt",
                    digest(tenant, "email", mail),
                    digest(tenant, "user_id", "anna-1"),
                    digest(tenant, "anonymous_id", "tablet-anna")));
            return words;
        }
    }

    @Test
    void leavesNothingOfAnErasedPersonButKeyedDigestsAndIdsThatLeadToNobody() {
        // given
        var world = new World("erase-all").made();
        assertThat(search.tables()).contains("node", "edge", "dead_letter", "privacy_request", "consent_said");
        assertThat(search.places(world.tenant, world.words()))
                .contains("node.value", "dead_letter.value", "linkable_trait.value", "job.result", "guard_hit.value")
                .contains("suggestion.left_profile", "idempotency.answer", "merge.loser", "consent.profile_id");

        // when
        var id = world.privacy.ask(
                Map.of("kind", "erase", "subject", Map.of("namespace", "email", "value", world.mail)));
        var done = world.privacy.finished(id);

        // then
        assertThat(search.places(world.tenant, world.words())).isSubsetOf(IDS_STAY);
        assertThat(done.path("found").asLong()).isZero();
        assertThat(done.path("waitsFor")).isEmpty();
        assertThat(done.toString()).doesNotContain(world.mail).doesNotContain("anna-1");
        othersKeepTheirs(world);
        andTheWorldWasTold(world, id);
    }

    private void othersKeepTheirs(World world) {
        assertThat(values("ben-1", world.tenant)).containsExactly("ben-1");
        assertThat(values("carl-1", world.tenant)).containsExactly("carl-1");
        assertThat(count(
                        "select count(*) from dead_letter where topic = ? and record_offset = 2",
                        "cdp.events.v1/" + world.tenant))
                .isEqualTo(1);
        assertThat(count("select count(*) from idempotency where tenant = ? and key = 'his'", world.tenant))
                .isEqualTo(1);
        assertThat(count("select count(*) from profile where tenant = ?", world.tenant))
                .isEqualTo(2);
    }

    private List<String> values(String one, String tenant) {
        return jdbc.sql("""
                select value from node where tenant = ? and profile_id =
                    (select profile_id from node where tenant = ? and value = ?) order by value""")
                .params(tenant, tenant, one)
                .query((row, _) -> String.valueOf(row.getString(1)))
                .list();
    }

    private long count(String sql, String of) {
        return jdbc.sql(sql).param(of).query((row, _) -> row.getLong(1)).single();
    }

    private void andTheWorldWasTold(World world, String request) {
        var erased = new HashSet<String>();
        var gone = new HashSet<String>();
        await().atMost(BOUND).until(() -> {
            bed.records(Topic.IDENTITY_CHANGES, world.tenant).forEach(it -> {
                var change = change(it.value());
                if (change.hasErased() && change.getErased().getRequestId().equals(request)) {
                    erased.add(change.getProfileId());
                }
            });
            bed.records(Topic.CONTACTS, world.tenant).forEach(it -> {
                var profile = it.key().substring(world.tenant.length() + 1);
                if (it.value() == null) {
                    gone.add(profile);
                } else {
                    gone.remove(profile);
                }
            });
            return erased.containsAll(world.ids) && gone.containsAll(world.ids);
        });
        assertThat(erased).isEqualTo(world.ids);
    }

    private static IdentityChange change(byte[] value) {
        try {
            return IdentityChange.parseFrom(value);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void refusesTheErasedForEverUntilTheyComeBackThemselves() {
        // given
        var world = new World("come-back").made();
        var before = profile(world.tenant, "anna-1");
        var asked = Map.of("kind", "erase", "subject", Map.of("profileId", before.toString()));
        world.privacy.finished(world.privacy.ask(asked));
        long now = System.currentTimeMillis();

        // when: she is told of again, somebody else takes the tablet, and then she comes back
        bed.send(
                Topic.EVENTS,
                List.of(
                        event(world.tenant, "old", 1).setUserId("anna-1").build(),
                        event(world.tenant, "new", now)
                                .setAnonymousId("tablet-anna")
                                .build(),
                        event(world.tenant, "ben", now)
                                .setUserId("ben-1")
                                .setAnonymousId("tablet-anna")
                                .build()));
        heard(world.tenant, "ben");
        bed.send(Topic.EVENTS, List.of(identify(world.tenant, "back", now + 1, "anna-1", GRANTED)));
        heard(world.tenant, "back");

        // then
        assertThat(bed.resolved(world.tenant)).doesNotContainKeys("old", "new");
        assertThat(values("ben-1", world.tenant)).containsExactly("ben-1");
        assertThat(profile(world.tenant, "anna-1")).isNotEqualTo(before);
        await().atMost(BOUND).until(() -> lift(world) != null);
        var lift = world.privacy.asked(String.valueOf(lift(world)), "gate");
        assertThat(lift.getKind()).isEqualTo("lift");
        assertThat(lift.getLiftedKind()).isEqualTo("erase");
        assertThat(lift.getIdentifiersList())
                .singleElement()
                .satisfies(
                        it -> assertThat(HexFormat.of().formatHex(it.getDigest().toByteArray()))
                                .isEqualTo(digest(world.tenant, "user_id", "anna-1")));
        assertThat(world.privacy.finished(lift.getRequestId()).path("state").asString())
                .isEqualTo("done");
    }

    private @Nullable String lift(World world) {
        return jdbc.sql("select id::text from privacy_request where tenant = ? and kind = 'lift'")
                .param(world.tenant)
                .query((row, _) -> String.valueOf(row.getString(1)))
                .optional()
                .orElse(null);
    }

    @Test
    void changesNothingWhenItIsAskedForAgain() {
        // given
        var world = new World("again").made();
        var body = Map.of("kind", "erase", "subject", Map.of("namespace", "email", "value", world.mail));
        world.privacy.post("admin", body, "once").expectStatus().isAccepted();
        var first = PrivacyBed.tree(String.valueOf(world.privacy
                        .post("admin", body, "another key")
                        .expectStatus()
                        .isAccepted()
                        .expectBody(String.class)
                        .returnResult()
                        .getResponseBody()))
                .path("id")
                .asString();
        world.privacy.finished(first);
        long number = count("select number from tenant_graph where tenant = ?", world.tenant);

        // when
        world.privacy
                .post("admin", body, "once")
                .expectStatus()
                .isAccepted()
                .expectBody()
                .jsonPath("$.id")
                .isEqualTo(first);
        var second = world.privacy.ask(body);
        world.privacy.finished(second);

        // then
        assertThat(second).isNotEqualTo(first);
        assertThat(count("select count(*) from privacy_request where tenant = ?", world.tenant))
                .isEqualTo(2);
        assertThat(count("select number from tenant_graph where tenant = ?", world.tenant))
                .isEqualTo(number + 1);
        assertThat(search.places(world.tenant, world.words())).isSubsetOf(IDS_STAY);
    }

    @Test
    void goesOnWhereAnInstanceEnds(@TempDir Path folder) throws IOException {
        // given: two instances, and a request whose gate is closed
        var world = new World("two-hands").made();
        String id;
        try (var second = SecondInstance.start(bed, folder, Long.MAX_VALUE)) {
            await().atMost(BOUND).until(second::sharesThePartitions);
            id = world.privacy.ask(
                    Map.of("kind", "erase", "subject", Map.of("namespace", "email", "value", world.mail)));
            world.privacy.allDone(world.privacy.asked(id, "gate"));

            // when: one is killed while the next stage is on its way
            world.privacy.asked(id, "withdraw");
        }

        // then
        assertThat(world.privacy.finished(id).path("state").asString()).isEqualTo("done");
        assertThat(search.places(world.tenant, world.words())).isSubsetOf(IDS_STAY);
    }

    @Test
    void looksIntoNoRecordOfWhichNobodyKnowsWhoseItIs() {
        // given: a record without a tenant, and one that names another tenant than its key
        var world = new World("whose").made();
        world.letter("UNREADABLE", "", 8, world.mail.getBytes(StandardCharsets.UTF_8));
        world.letter("TENANT_MISMATCH", world.tenant, 9, world.mail.getBytes(StandardCharsets.UTF_8));

        // when
        var done = world.privacy.finished(world.privacy.ask(
                Map.of("kind", "erase", "subject", Map.of("namespace", "email", "value", world.mail))));

        // then
        assertThat(count(
                        "select count(*) from dead_letter where topic = ? and record_offset in (8, 9)",
                        "cdp.events.v1/" + world.tenant))
                .isEqualTo(2);
        assertThat(done.path("systems").toString()).contains("nobody knows whose they are");
        jdbc.sql("delete from dead_letter where topic = ?")
                .param("cdp.events.v1/" + world.tenant)
                .update();
    }
}
