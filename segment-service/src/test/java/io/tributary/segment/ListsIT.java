package io.tributary.segment;

import static io.tributary.segment.ListCalls.answered;
import static io.tributary.segment.ListCalls.assertDifference;
import static io.tributary.segment.ListCalls.status;
import static io.tributary.segment.ListCalls.upload;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.contracts.v1.Membership;
import io.tributary.contracts.v1.MembershipCause;
import io.tributary.embedded.SharedBackends;
import io.tributary.segment.PrivacyTraffic.Named;
import io.tributary.segment.list.Lists;
import io.tributary.segment.privacy.PersonRequest;
import io.tributary.segment.privacy.PersonRows;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Uploaded lists over real Kafka, Elasticsearch and PostgreSQL. Each test has a tenant of its own. */
class ListsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static TestIssuer issuer;
    private static RunningService service;

    private final String tenant = "l" + UUID.randomUUID().toString().substring(0, 8);
    private ListCalls lists;

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

    @BeforeEach
    void calls() {
        lists = new ListCalls(service, issuer, tenant);
    }

    @Test
    void addsReplacesAndRemovesAndSaysTheDifferenceBefore() {
        // given
        lists.publish("vips");
        try (var identity = identity()) {
            identity.contact("anna", 1, false, email("anna"), new Named("user_id", "u-1"));
            identity.contact("bert", 1, false, email("bert"));
            identity.contact("carl", 1, false, email("carl"));

            // when
            var first = "email,user_id\nANNA@mail.example,u-1\nbert@mail.example,\nlater@mail.example,\nnobody,\n";
            var before = lists.dryRun("vips", "add", first);
            var added = lists.uploaded("vips", "add", first);

            // then
            assertThat(before).isEqualTo(added.path("report"));
            assertThat(before.path("settled").asBoolean()).isTrue();
            assertThat(before.path("rows").asInt()).isEqualTo(4);
            assertThat(before.path("invalid").asInt()).isEqualTo(1);
            assertThat(before.path("invalidAt").get(0).path("row").asInt()).isEqualTo(4);
            assertDifference(
                    before, Map.of("added", 4, "removed", 0, "size", 4, "unmatched", 1, "entering", 2, "leaving", 0));
            lists.awaitMembers("vips", "anna", "bert");
            assertThat(told("anna").getCause()).isEqualTo(MembershipCause.LIST);

            // when
            var second = "namespace,value\nemail,bert@mail.example\nemail,carl@mail.example\n";
            assertDifference(
                    lists.dryRun("vips", "replace", second),
                    Map.of(
                            "added",
                            1,
                            "removed",
                            3,
                            "size",
                            2,
                            "unmatched",
                            0,
                            "entering",
                            1,
                            "leaving",
                            1,
                            "staying",
                            1));
            lists.awaitMembers("vips", "anna", "bert");
            lists.uploaded("vips", "replace", second);

            // then
            lists.awaitMembers("vips", "bert", "carl");

            // when
            assertDifference(
                    lists.uploaded("vips", "remove", "email\ncarl@mail.example\nunknown@mail.example\n")
                            .path("report"),
                    Map.of("added", 0, "removed", 1, "size", 1, "entering", 0, "leaving", 1, "staying", 1));

            // then
            lists.awaitMembers("vips", "bert");
            assertThat(told("carl").getMember()).isFalse();
            var standing = lists.marketer().get("/api/v1/segments/vips/list");
            assertThat(standing.path("identifiers").asInt()).isEqualTo(1);
            assertThat(standing.path("people").asInt()).isEqualTo(1);
        }
    }

    @Test
    void matchesRowsLaterAndFollowsIdentifiersFromPersonToPerson() {
        // given
        lists.publish("vips");
        try (var identity = identity()) {
            identity.contact("anna", 1, false, new Named("user_id", "u-1"));
            var report =
                    lists.uploaded("vips", "add", "email\nanna@mail.example\n").path("report");
            assertDifference(report, Map.of("added", 1, "unmatched", 1, "entering", 0));

            // when: somebody turns out to have the address
            identity.contact("anna", 2, false, new Named("user_id", "u-1"), email("anna"));

            // then
            lists.awaitMembers("vips", "anna");

            // when: it turns out to be somebody else's, and old news comes again
            identity.contact("anna", 3, false, new Named("user_id", "u-1"));
            identity.contact("dora", 1, false, email("anna"));
            identity.contact("anna", 2, false, new Named("user_id", "u-1"), email("anna"));

            // then
            lists.awaitMembers("vips", "dora");
        }
    }

    @Test
    void staysRightWhenPeopleAreMergedAndTakenApart() {
        // given
        lists.publish("vips");
        try (var identity = identity();
                var traffic = traffic()) {
            identity.contact("anna", 1, false, email("anna"));
            lists.uploaded("vips", "add", "email\nanna@mail.example\n");
            lists.awaitMembers("vips", "anna");

            // when
            traffic.merge("anna", "bert", 7);
            traffic.flush();
            identity.noContact("anna");
            identity.contact("bert", 2, false, email("bert"), email("anna"));

            // then
            lists.awaitMembers("vips", "bert");
            assertThat(told("anna").getMember()).isFalse();
            assertThat(told("bert").getCause())
                    .as("stated by the merge, and not left since")
                    .isEqualTo(MembershipCause.MERGED);

            // when
            traffic.takeBack("bert", "anna", 9, Map.of("email:anna", "anna", "email:bert", "bert"));
            traffic.flush();
            identity.contact("bert", 3, false, email("bert"));
            identity.contact("anna", 4, false, email("anna"));

            // then
            lists.awaitMembers("vips", "anna");

            // when
            lists.uploaded("vips", "remove", "email\nanna@mail.example\n");

            // then
            lists.awaitMembers("vips");
        }
    }

    @Test
    void tellsAnHeirWhoseListWasChangedMeanwhile() {
        // given
        lists.publish("vips");
        try (var identity = identity();
                var traffic = traffic()) {
            identity.contact("anna", 1, false, email("anna"));
            identity.contact("bert", 1, false, email("bert"));
            lists.uploaded("vips", "add", "email\nanna@mail.example\n");
            lists.awaitMembers("vips", "anna");

            // when: bert is anna now, and it is not known yet that he has her address
            identity.noContact("anna");
            traffic.merge("anna", "bert", 7);
            traffic.flush();
            lists.awaitMembers("vips", "bert");
            lists.uploaded("vips", "remove", "email\nanna@mail.example\n");
            identity.contact("bert", 2, false, email("bert"), email("anna"));

            // then
            lists.awaitMembers("vips");
            assertThat(told("bert").getCause()).isEqualTo(MembershipCause.LIST);
        }
    }

    @Test
    void tellsEachMarkOnceMoreAndForgetsListsThatAreRetired() {
        // given
        lists.publish("vips");
        try (var identity = identity()) {
            identity.contact("anna", 1, false, email("anna"));
            lists.uploaded("vips", "add", "email\nanna@mail.example\nlater@mail.example\n");
            lists.awaitMembers("vips", "anna");
            await().atMost(PATIENCE).until(() -> count("list_member", "retell_at > now()") == 1);

            // when
            tellAgain();

            // then
            await().atMost(PATIENCE).until(() -> count("list_member", "retell_at is null") == 1);

            // when
            status(
                    lists.as("marketer")
                            .post()
                            .uri("/api/v1/segments/vips/retire")
                            .exchange(),
                    200);
            service.bean(Lists.class).tidy(Duration.ofDays(1));

            // then
            assertThat(count("list_row", "true")).isZero();
            await().atMost(PATIENCE).until(() -> count("list_member", "not member and told_revision = revision") == 1);
            tellAgain();
            await().atMost(PATIENCE).until(() -> count("list_member", "true") == 0);
            status(lists.upload("vips", "mode=add", "email\na@mail.example"), 409);
        }
    }

    @Test
    void comesToTheSameAsSetsOfIdentifiersDo() {
        // given
        long seed = Long.getLong("tributary.seed", 20261127L);
        var random = new Random(seed);
        lists.publish("vips");
        var listed = new TreeSet<String>();
        var owners = new HashMap<String, Set<String>>();
        var versions = new HashMap<String, Long>();

        // when
        try (var identity = identity()) {
            identity.contact("someone", 1, false, email("someone"));
            for (int round = 0; round < 25; round++) {
                if (random.nextInt(3) == 0) {
                    var file = names(random, 6);
                    var mode = List.of("add", "replace", "remove").get(random.nextInt(3));
                    lists.uploaded("vips", mode, "email\n" + String.join("@mail.example\n", file) + "@mail.example\n");
                    switch (mode) {
                        case "add" -> listed.addAll(file);
                        case "remove" -> listed.removeAll(file);
                        default -> {
                            listed.clear();
                            listed.addAll(file);
                        }
                    }
                } else {
                    var who = "p" + random.nextInt(8);
                    var own = names(random, 2);
                    owners.put(who, own);
                    identity.contact(
                            who,
                            versions.merge(who, 1L, Long::sum),
                            false,
                            own.stream().map(ListsIT::email).toArray(Named[]::new));
                }
            }
            var last = names(random, 6);
            lists.uploaded("vips", "add", "email\n" + String.join("@mail.example\n", last) + "@mail.example\n");
            listed.addAll(last);
            owners.put("p8", last);
            identity.contact("p8", 1, false, last.stream().map(ListsIT::email).toArray(Named[]::new));
        }

        // then
        var expected = owners.entrySet().stream()
                .filter(it -> it.getValue().stream().anyMatch(listed::contains))
                .map(Map.Entry::getKey)
                .toArray(String[]::new);
        lists.awaitMembers("vips", expected);
        assertThat(memberships("vips").entrySet().stream()
                        .filter(it -> it.getValue().getMember())
                        .map(Map.Entry::getKey))
                .as("seed %d", seed)
                .containsExactlyInAnyOrder(expected);
        assertThat(lists.marketer()
                        .get("/api/v1/segments/vips/list")
                        .path("identifiers")
                        .asInt())
                .as("seed %d", seed)
                .isEqualTo(listed.size());
    }

    @Test
    void keepsNoValueAndNothingOfAPersonWhoIsErased() {
        // given
        lists.publish("vips");
        var anna = email("anna-" + tenant);
        try (var identity = identity()) {
            identity.contact("anna", 1, false, anna);
            lists.uploaded("vips", "add", "email\n" + anna.value() + "\n");
            lists.awaitMembers("vips", "anna");
            assertThat(new LeftBehind(identity, service, tenant).of(anna.value()))
                    .as("rows hold digests")
                    .noneMatch(it -> it.contains("list"));
            var request = new PersonRequest(
                    tenant,
                    UUID.randomUUID().toString(),
                    PersonRequest.Kind.ERASE,
                    PersonRequest.Stage.DELETE,
                    1,
                    9,
                    Clock.systemUTC().millis(),
                    List.of("anna"),
                    List.of(identity.known(anna)));
            var rows = service.bean(PersonRows.class);
            var told = new ArrayList<String>();
            rows.each(request, it -> told.add(it.json()));
            assertThat(told).hasSize(1).first().asString().contains("vips", anna.value());

            // when
            rows.erased(request);
            assertThat(rows.delete(request).get("lists")).isGreaterThan(2);
            var again = lists.uploaded("vips", "add", "email\n" + anna.value() + "\n")
                    .path("report");

            // then
            assertDifference(again, Map.of("added", 0, "size", 0));
            assertThat(rows.find(request)).containsEntry("lists", 0L);
        }
    }

    @Test
    void refusesWhatIsNoListAndKeepsTenantsApart() {
        lists.publish("vips");
        new Marketer(service, issuer, tenant).publish("pros", "plan = \"pro\"");
        status(lists.upload("pros", "mode=add", "email\na@mail.example"), 409);
        status(lists.upload("nobody", "mode=add", "email\na@mail.example"), 404);
        status(lists.upload("vips", "mode=merge", "email\na@mail.example"), 400);
        status(lists.upload("vips", "mode=add", "your e-mail\na@mail.example"), 400);
        status(upload(lists.as("viewer"), "vips", "mode=add", "email\na@mail.example"), 403);
        var stranger = service.client(issuer.token("other", "marketer"));
        status(upload(stranger, "vips", "mode=add", "email\na@mail.example"), 404);
        status(stranger.get().uri("/api/v1/segments/vips/list").exchange(), 404);
        status(lists.created(Map.of("key", "both", "name", "both", "list", true, "rule", "plan = \"pro\"")), 400);
        status(lists.created(Map.of("key", "other", "name", "other", "rule", "score(\"list.vips\") = 1")), 400);
        assertThat(lists.marketer().get("/api/v1/segments/vips").path("list").asBoolean())
                .isTrue();
        assertThat(lists.marketer().get("/api/v1/segments/pros").path("list").asBoolean())
                .isFalse();
        assertThat(uploads()).as("files that were refused are forgotten").isZero();
    }

    @Test
    void answersARepeatedCallWithTheSameJob() {
        // given
        lists.publish("vips");
        var file = "user_id\nu-1\n";

        // when
        var first = keyed(file);
        var again = keyed(file);

        // then
        assertThat(again).isEqualTo(first);
        lists.ended(first.path("jobId").asString(), "done");
        status(
                lists.as("marketer")
                        .post()
                        .uri("/api/v1/segments/vips/list?mode=add")
                        .header("Idempotency-Key", "k-1")
                        .contentType(MediaType.parseMediaType("text/csv"))
                        .bodyValue("user_id\nu-2\n")
                        .exchange(),
                409);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(uploads()).isZero());
    }

    private JsonNode keyed(String file) {
        return answered(
                lists.as("marketer")
                        .post()
                        .uri("/api/v1/segments/vips/list?mode=add")
                        .header("Idempotency-Key", "k-1")
                        .contentType(MediaType.parseMediaType("text/csv"))
                        .bodyValue(file)
                        .exchange(),
                202);
    }

    private static Set<String> names(Random random, int most) {
        var names = new TreeSet<String>();
        for (int count = 1 + random.nextInt(most); count > 0; count--) {
            names.add("n" + random.nextInt(12));
        }
        return names;
    }

    private void tellAgain() {
        service.bean(JdbcClient.class)
                .sql("update cdp_segment.list_member set retell_at = now() where tenant = ?")
                .param(tenant)
                .update();
    }

    private long uploads() {
        return count("list_upload", "true");
    }

    private long count(String table, String condition) {
        return service.bean(JdbcClient.class)
                .sql("select count(*) from cdp_segment." + table + " where tenant = ? and " + condition)
                .param(tenant)
                .query(Long.class)
                .single();
    }

    /** The newest word about somebody and the list. */
    private Membership told(String person) {
        return Objects.requireNonNull(memberships("vips").get(person), person);
    }

    private Map<String, Membership> memberships(String segment) {
        try (var traffic = traffic()) {
            return traffic.memberships(segment);
        }
    }

    private static Named email(String name) {
        return new Named("email", name + "@mail.example");
    }

    private Traffic traffic() {
        return new Traffic(SharedBackends.kafkaBootstrap(), tenant);
    }

    private PrivacyTraffic identity() {
        return new PrivacyTraffic(SharedBackends.kafkaBootstrap(), tenant);
    }
}
