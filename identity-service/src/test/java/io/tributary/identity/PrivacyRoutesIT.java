package io.tributary.identity;

import static io.tributary.identity.Bed.event;
import static io.tributary.identity.Bed.json;
import static io.tributary.identity.PrivacyBed.BOUND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tributary.contracts.topic.Topic;
import io.tributary.contracts.v1.CallType;
import io.tributary.contracts.v1.Contact;
import io.tributary.contracts.v1.ContactRecord;
import io.tributary.contracts.v1.DataRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The routes of privacy requests, and what each kind asks of the other systems. */
class PrivacyRoutesIT {

    private static final String TENANT = "requests";
    private static final Map<String, String> NOBODY = Map.of("namespace", "email", "value", "nobody@shop.org");

    private final Bed bed = Bed.get();
    private final PrivacyBed privacy = new PrivacyBed(TENANT);

    private UUID person(String name) {
        bed.send(
                Topic.EVENTS,
                List.of(event(TENANT, name, System.currentTimeMillis())
                        .setType(CallType.IDENTIFY)
                        .setUserId(name)
                        .setTraits(json("{'email':'" + name + "@shop.org','firstName':'" + name + "'}"))
                        .build()));
        await().atMost(BOUND).until(() -> bed.resolved(TENANT).containsKey(name));
        return UUID.fromString(String.valueOf(bed.resolved(TENANT).get(name)));
    }

    private static Map<String, Object> wish(String kind, UUID profile) {
        return Map.of("kind", kind, "subject", Map.of("profileId", profile.toString()));
    }

    private Contact contact(UUID profile) {
        var newest = Contact.getDefaultInstance();
        for (var record : bed.records(Topic.CONTACTS, TENANT)) {
            if (record.key().equals(TENANT + "/" + profile) && record.value() != null) {
                try {
                    newest = ContactRecord.parseFrom(record.value()).getContact();
                } catch (InvalidProtocolBufferException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
        return newest;
    }

    @Test
    void givesEverythingThatEverySystemHasInOneFile() {
        // given
        var anna = person("access-anna");
        var id = privacy.ask(wish("access", anna));
        privacy.get("admin", "/" + id + "/file").expectStatus().isEqualTo(409);

        // when: segment sends two pieces, the others have nothing
        var asked = privacy.asked(id, "collect");
        privacy.piece(asked, "segment", 1, "{\"system\":\"segment\",\"store\":\"events\",\"record\":{\"n\":1}}\n");
        privacy.piece(asked, "segment", 2, "{\"system\":\"segment\",\"store\":\"events\",\"record\":{\"n\":2}}\n");
        privacy.send(privacy.receipt(asked, "segment", "done").setCount(2).setPieces(2));
        privacy.answer(asked, "ingestion", "done", 0);
        privacy.answer(asked, "activation", "done", 0);
        await().atMost(BOUND)
                .until(() -> privacy.request(id).path("state").asString().equals("done"));

        // then
        var lines = file(id).lines().toList();
        assertThat(lines)
                .allSatisfy(it -> assertThat(PrivacyBed.tree(it).path("record").isObject())
                        .isTrue());
        assertThat(lines).filteredOn(it -> it.contains("\"segment\"")).hasSize(2);
        assertThat(lines)
                .filteredOn(it -> it.contains("\"store\":\"node\""))
                .anyMatch(it -> it.contains("access-anna@shop.org"));
        assertThat(lines).anyMatch(it -> it.contains("\"store\":\"linkable_trait\""));
        assertThat(stored()).doesNotContain("access-anna@shop.org");
    }

    private String file(String id) {
        byte[] bytes = privacy.get("admin", "/" + id + "/file")
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentType("application/x-ndjson")
                .expectBody()
                .returnResult()
                .getResponseBody();
        return new String(java.util.Objects.requireNonNull(bytes), StandardCharsets.UTF_8);
    }

    /** Pieces as they lie in the table. */
    private String stored() {
        return String.valueOf(
                jdbc().sql("select string_agg(encode(content, 'escape'), ' ') from privacy_piece where tenant = ?")
                        .param(TENANT)
                        .query((row, _) -> String.valueOf(row.getString(1)))
                        .single());
    }

    private JdbcClient jdbc() {
        return bed.bean(JdbcClient.class);
    }

    @Test
    void letsTheFileGoAfterItsTime() {
        // given
        var id = privacy.ask(wish("access", person("access-late")));
        privacy.finished(id);
        assertThat(file(id)).contains("access-late@shop.org");

        // when
        jdbc().sql("update privacy_request set finished_at = finished_at - 8 * 86400000 where id = ?::uuid")
                .param(id)
                .update();

        // then
        privacy.get("admin", "/" + id + "/file").expectStatus().isEqualTo(410);
        await().atMost(BOUND)
                .until(() -> jdbc().sql("select count(*) from privacy_piece where request_id = ?::uuid")
                                .param(id)
                                .query((row, _) -> row.getLong(1))
                                .single()
                        == 0);
    }

    @Test
    void restrictsAndLifts() {
        // given
        var anna = person("restrict-anna");

        // when
        var restricted = privacy.ask(wish("restrict", anna));
        privacy.finished(restricted);

        // then
        await().atMost(BOUND).until(() -> contact(anna).getRestricted());
        var lifted = privacy.ask(
                Map.of("kind", "lift", "lifts", "restrict", "subject", Map.of("profileId", anna.toString())));
        privacy.finished(lifted);
        await().atMost(BOUND).until(() -> !contact(anna).getRestricted());
    }

    @Test
    void keepsARestrictionThroughAMerge() {
        // given
        var anna = person("merge-anna");
        var also = person("merge-also");
        privacy.finished(privacy.ask(wish("restrict", also)));

        // when
        bed.client(TENANT, "marketer")
                .post()
                .uri("/api/v1/identity/{id}/merge", anna)
                .bodyValue(Map.of("with", also.toString()))
                .exchange();

        // then
        await().atMost(BOUND)
                .until(() -> contact(anna).getRestricted() || contact(also).getRestricted());
    }

    @Test
    void asksTheOthersToSuppressAndToLetInAgain() {
        // given
        var subject = Map.of("namespace", "email", "value", "Nobody@Shop.org");

        // when
        var suppressed = privacy.ask(Map.of("kind", "suppress", "subject", subject));
        var asked = privacy.asked(suppressed, "gate");
        privacy.finished(suppressed);
        var lifted = privacy.ask(Map.of("kind", "lift", "lifts", "suppress", "subject", subject));

        // then
        assertThat(asked.getProfileId()).isEmpty();
        assertThat(opened(asked)).containsExactly("email nobody@shop.org");
        assertThat(opened(privacy.asked(lifted, "gate"))).containsExactly("email nobody@shop.org");
        assertThat(privacy.finished(lifted).path("lifts").asString()).isEqualTo("suppress");
    }

    private List<String> opened(DataRequest asked) {
        return asked.getIdentifiersList().stream()
                .map(it -> it.getNamespace() + " "
                        + new String(
                                privacy.seals
                                        .open(
                                                TENANT,
                                                asked.getRequestId(),
                                                it.getSealedValue().toByteArray())
                                        .orElseThrow(),
                                StandardCharsets.UTF_8))
                .toList();
    }

    @Test
    void liftsAnErasureWithEvidenceAndEveryDigestOfIt() {
        // given
        var anna = person("lift-anna");
        privacy.finished(privacy.ask(wish("erase", anna)));
        var lift = Map.of("kind", "lift", "lifts", "erase", "subject", Map.of("profileId", anna.toString()));
        privacy.post("admin", lift, "no-evidence").expectStatus().isBadRequest();

        // when
        var lifted = privacy.ask(Map.of(
                "kind", "lift",
                "lifts", "erase",
                "evidence", "She wrote a letter.",
                "subject", Map.of("profileId", anna.toString())));

        // then: the values are gone, and whoever opens them finds nothing
        var asked = privacy.asked(lifted, "gate");
        assertThat(opened(asked)).containsExactlyInAnyOrder("email ", "user_id ");
        privacy.finished(lifted);
        bed.send(
                Topic.EVENTS,
                List.of(event(TENANT, "lifted", System.currentTimeMillis() + 5)
                        .setUserId("lift-anna")
                        .build()));
        await().atMost(BOUND).until(() -> bed.resolved(TENANT).containsKey("lifted"));
        assertThat(bed.resolved(TENANT).get("lifted")).isNotEqualTo(anna);
    }

    @Test
    void erasesAValueThatNobodyHas() {
        var done = privacy.finished(privacy.ask(Map.of("kind", "erase", "subject", NOBODY)));

        assertThat(done.path("state").asString()).isEqualTo("done");
        assertThat(done.path("subject").path("profileId").isString()).isFalse();
    }

    @Test
    void showsADestinationThatIsPendingAndTheDayByWhichAllHasExpired() {
        // given
        var id = privacy.ask(wish("erase", person("slow-anna")));
        privacy.allDone(privacy.asked(id, "gate"));
        var withdraw = privacy.asked(id, "withdraw");

        // when
        privacy.answer(withdraw, "destination:act_1", "pending", 0);
        privacy.answer(withdraw, "activation", "pending", 0);
        privacy.answer(withdraw, "ingestion", "done", 0);
        privacy.answer(withdraw, "segment", "done", 0);

        // then
        await().atMost(BOUND)
                .until(() -> privacy.request(id)
                        .path("waitsFor")
                        .toString()
                        .equals("[\"activation\",\"destination:act_1\"]"));
        privacy.answer(withdraw, "destination:act_1", "done", 3);
        privacy.answer(withdraw, "activation", "done", 3);
        var delete = privacy.asked(id, "delete");
        long day = System.currentTimeMillis() + 3_600_000;
        privacy.send(privacy.receipt(delete, "segment", "done-by").setDoneBy(day));
        privacy.answer(delete, "ingestion", "done", 0);
        privacy.answer(delete, "activation", "done", 0);
        privacy.allDone(privacy.asked(id, "prove"));
        await().atMost(BOUND)
                .until(() -> !privacy.request(id).path("state").asString().equals("running"));
        assertThat(privacy.request(id).path("state").asString()).isEqualTo("done-by");
        assertThat(privacy.request(id).path("doneBy").asString())
                .isEqualTo(java.time.Instant.ofEpochMilli(day).toString());
        assertThat(privacy.request(id).path("systems").toString()).contains("destination:act_1");
    }

    @Test
    void goesBackToDeleteWhenSomethingWasFound() {
        // given
        var id = privacy.ask(wish("erase", person("found-anna")));
        for (var stage : List.of("gate", "withdraw", "delete")) {
            privacy.allDone(privacy.asked(id, stage));
        }
        var prove = privacy.asked(id, "prove");

        // when
        privacy.answer(prove, "ingestion", "done", 2);
        privacy.answer(prove, "segment", "done", 0);
        privacy.answer(prove, "activation", "done", 0);

        // then
        await().atMost(BOUND)
                .until(() -> privacy.asked(id).stream()
                                .filter(it -> it.getStage().equals("delete"))
                                .count()
                        > 1);
        assertThat(privacy.asked(id, "delete").getAttempt()).isGreaterThan(1);
        assertThat(privacy.finished(id).path("found").asLong()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"viewer", "marketer"})
    void isForAdminsOnly(String role) {
        privacy.post(role, Map.of("kind", "erase", "subject", NOBODY), "k")
                .expectStatus()
                .isForbidden();
        privacy.get(role, "").expectStatus().isForbidden();
        privacy.get(role, "/" + UUID.randomUUID()).expectStatus().isForbidden();
        privacy.get(role, "/" + UUID.randomUUID() + "/file").expectStatus().isForbidden();
    }

    @Test
    void showsAnotherTenantNothing() {
        // given
        var id = privacy.ask(Map.of("kind", "suppress", "subject", NOBODY));
        var anna = person("mine-anna");
        var others = new PrivacyBed("requests-other");

        // then
        others.get("admin", "/" + id).expectStatus().isNotFound();
        others.get("admin", "/" + id + "/file").expectStatus().isNotFound();
        others.post("admin", wish("erase", anna), "k").expectStatus().isNotFound();
        others.get("admin", "")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.items")
                .isEmpty();
    }

    @Test
    void listsTheNewestFirstPageByPage() {
        // given
        var paged = new PrivacyBed("requests-paged");
        var first = paged.ask(Map.of("kind", "suppress", "subject", NOBODY));
        var second = paged.ask(Map.of("kind", "access", "subject", NOBODY));

        // when
        var page = PrivacyBed.tree(body(paged, "?limit=1"));
        var next = PrivacyBed.tree(
                body(paged, "?limit=1&cursor=" + page.path("nextCursor").asString()));

        // then
        assertThat(page.path("items").path(0).path("id").asString()).isEqualTo(second);
        assertThat(next.path("items").path(0).path("id").asString()).isEqualTo(first);
        assertThat(next.path("nextCursor").isString()).isFalse();
        assertThat(PrivacyBed.tree(body(paged, "?state=running")).path("items").size())
                .isEqualTo(2);
        paged.get("admin", "?state=asleep").expectStatus().isBadRequest();
        paged.get("admin", "?cursor=x").expectStatus().isBadRequest();
    }

    private static String body(PrivacyBed paged, String query) {
        return String.valueOf(paged.get("admin", query)
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'kind':'forget','subject':{'namespace':'email','value':'a@b.org'}}",
                "{'kind':'erase','subject':{}}",
                "{'kind':'erase'}",
                "{'kind':'erase','subject':{'profileId':'x','value':'y'}}",
                "{'kind':'lift','subject':{'namespace':'email','value':'a@b.org'}}",
                "{'kind':'erase','lifts':'erase','subject':{'namespace':'email','value':'a@b.org'}}",
                "{'kind':'erase','subject':{'namespace':'email','value':'null'}}",
                "{'kind':'erase','more':1,'subject':{'namespace':'email','value':'a@b.org'}}"
            })
    void refusesWhatMakesNoSense(String body) {
        bed.client(TENANT, "admin")
                .post()
                .uri("/api/v1/privacy/requests")
                .header("Content-Type", "application/json")
                .bodyValue(body.replace('\'', '"'))
                .exchange()
                .expectStatus()
                .isBadRequest();
    }
}
