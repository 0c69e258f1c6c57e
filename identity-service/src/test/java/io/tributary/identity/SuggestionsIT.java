package io.tributary.identity;

import static io.tributary.identity.Bed.event;
import static io.tributary.identity.Bed.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tributary.contracts.topic.Topic;
import io.tributary.contracts.v1.AcceptedEvent;
import io.tributary.contracts.v1.CallType;
import io.tributary.contracts.v1.IdentityChange;
import io.tributary.identity.linkage.Population;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** From identify calls to suggestions, and from a reviewer's answer to the graph, on a real broker and a real database. */
class SuggestionsIT {

    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final long SEED = 3;

    @SuppressWarnings("NullAway.Init")
    private static Bed bed;

    @BeforeAll
    static void start() {
        bed = Bed.get();
    }

    @Test
    void suggestsWhoIsThereTwiceAndWaitsForAPerson() {
        // given
        var people = new Population(SEED, 1_500, 0.5);
        var profiles = living("town", send("town", people));

        // when
        var job = done("town", search("town", "{}"));

        // then
        var items = suggestions("town", "open");
        long right = items.stream()
                .filter(it -> isOnePerson(people, profiles, ids(it)))
                .count();
        System.out.printf("seed %d: %d suggestions, %d right%n", SEED, items.size(), right);
        assertThat(items).hasSizeGreaterThan(100);
        assertThat((double) right / items.size()).isGreaterThan(0.8);
        assertThat(job.at("/result/suggestions").asInt()).isEqualTo(items.size());
        assertThat(job.at("/result/linkage/blocking").size()).isEqualTo(8);
        assertThat(items)
                .isSortedAccordingTo((one, other) -> Double.compare(
                        other.path("bits").asDouble(), one.path("bits").asDouble()));
        assertThat(items).allSatisfy(it -> {
            double sum = it.path("prior").asDouble();
            for (var step : it.path("waterfall")) {
                sum += step.path("bits").asDouble();
            }
            assertThat(sum).isCloseTo(it.path("bits").asDouble(), within(1e-9));
        });
        assertThat(count("select count(*) from merge where tenant = 'town' and rule = 'suggestion'"))
                .isZero();
    }

    @Test
    void mergesAnAcceptedSuggestionWithItsReviewerAndWeight() throws InvalidProtocolBufferException {
        // given
        twins("accepting", 40);
        done("accepting", search("accepting", "{}"));
        var first = suggestions("accepting", "open").getFirst();

        // when
        var answer = body(decide("accepting", first, "accept").expectStatus().isOk());

        // then
        var survivor = answer.path("profileId").asString();
        assertThat(ids(first)).contains(UUID.fromString(survivor));
        var graph = body(client("accepting", "viewer")
                .get()
                .uri("/api/v1/identity/{id}/graph", survivor)
                .exchange()
                .expectStatus()
                .isOk());
        var edge = graph.path("edges")
                .valueStream()
                .filter(it -> it.path("rule").asString().equals("suggestion"))
                .findFirst()
                .orElseThrow();
        assertThat(edge.path("sourceId").asString()).isEqualTo("account-1");
        assertThat(edge.path("messageId").asString()).isEqualTo(id(first));
        assertThat(edge.path("weight").asDouble()).isEqualTo(first.path("bits").asDouble());
        assertThat(suggestions("accepting", "open")).noneMatch(it -> id(it).equals(id(first)));
        assertThat(suggestions("accepting", "accepted"))
                .singleElement()
                .satisfies(it -> assertThat(it.at("/decided/by").asString()).isEqualTo("account-1"));
        await().atMost(BOUND)
                .until(() -> bed.records(Topic.IDENTITY_CHANGES, "accepting").size() == 2);
        for (var record : bed.records(Topic.IDENTITY_CHANGES, "accepting")) {
            var change = IdentityChange.parseFrom(record.value());
            assertThat(change.hasMergedInto() || change.hasAbsorbs()).isTrue();
        }
        decide("accepting", first, "accept").expectStatus().isOk();
        decide("accepting", first, "reject").expectStatus().isEqualTo(409);
        split("accepting", survivor, first);
        assertThat(count("select count(*) from profile where tenant = 'accepting' and merged_into is not null"))
                .isZero();
    }

    private void split(String tenant, String survivor, JsonNode suggestion) {
        var loser = ids(suggestion).stream()
                .filter(it -> !it.toString().equals(survivor))
                .findFirst()
                .orElseThrow();
        client(tenant, "marketer")
                .post()
                .uri("/api/v1/identity/{id}/split", survivor)
                .bodyValue(Map.of("undo", loser.toString()))
                .exchange()
                .expectStatus()
                .isOk();
    }

    @Test
    void keepsTheRejectedApartForEver() {
        // given
        twins("rejecting", 40);
        done("rejecting", search("rejecting", "{}"));
        var first = suggestions("rejecting", "open").getFirst();
        var pair = ids(first);

        // when
        decide("rejecting", first, "reject").expectStatus().isOk();
        var both = mailsOf("rejecting", pair);
        bed.send(
                Topic.EVENTS,
                List.of(event("rejecting", "again", 9_000_000)
                        .setType(CallType.IDENTIFY)
                        .setAnonymousId("new-device")
                        .setTraits(json("{'email':'" + both.getFirst() + "'}"))
                        .setContext(json("{'traits':{'email':'" + both.getLast() + "'}}"))
                        .build()));
        await().atMost(BOUND).until(() -> bed.resolved("rejecting").containsKey("again"));

        // then
        assertThat(count("select count(*) from profile where tenant = 'rejecting' and merged_into is not null"))
                .isZero();
        var job = done("rejecting", search("rejecting", "{}"));
        assertThat(suggestions("rejecting", "open"))
                .noneMatch(it -> new HashSet<>(ids(it)).equals(new HashSet<>(pair)));
        assertThat(job.at("/result/refused/kept-apart").asInt()).isEqualTo(1);
        decide("rejecting", first, "reject").expectStatus().isOk();
        decide("rejecting", first, "accept").expectStatus().isEqualTo(409);
    }

    @Test
    void suggestsNobodyWhomTheGuardsWouldRefuse() {
        // given
        var events = new ArrayList<AcceptedEvent>();
        for (var twin : twinsOf("guarded", 40)) {
            events.add(twin.toBuilder().setUserId("user-" + twin.getMessageId()).build());
        }
        sendAll("guarded", events);

        // when
        var job = done("guarded", search("guarded", "{}"));

        // then
        assertThat(suggestions("guarded", "open")).isEmpty();
        assertThat(job.at("/result/refused/unique-user_id").asInt()).isEqualTo(40);
    }

    @Test
    void dropsWhatIsOpenWhenEventsMadeItOnePersonMeanwhile() {
        // given
        twins("overtaken", 40);
        done("overtaken", search("overtaken", "{}"));
        var first = suggestions("overtaken", "open").getFirst();
        var both = mailsOf("overtaken", ids(first));

        // when
        bed.send(
                Topic.EVENTS,
                List.of(event("overtaken", "meet", 9_000_000)
                        .setType(CallType.IDENTIFY)
                        .setTraits(json("{'email':'" + both.getFirst() + "'}"))
                        .setContext(json("{'traits':{'email':'" + both.getLast() + "'}}"))
                        .build()));
        await().atMost(BOUND).until(() -> bed.resolved("overtaken").containsKey("meet"));

        // then
        assertThat(suggestions("overtaken", "open")).hasSize(39).noneMatch(it -> id(it).equals(id(first)));
        decide("overtaken", first, "accept").expectStatus().isEqualTo(409);
    }

    @Test
    void deletesTraitsAndSuggestionsWithThosePeople() {
        // given
        twins("erased", 40);
        done("erased", search("erased", "{}"));
        var gone = ids(suggestions("erased", "open").getFirst()).getFirst();
        assertThat(count("select count(*) from linkable_trait where tenant = 'erased'"))
                .isEqualTo(80 * 6);

        // when
        bed.bean(JdbcClient.class)
                .sql("delete from node where tenant = 'erased' and profile_id = ?::uuid")
                .param(gone.toString())
                .update();
        bed.bean(JdbcClient.class)
                .sql("delete from profile where tenant = 'erased' and id = ?::uuid")
                .param(gone.toString())
                .update();

        // then
        assertThat(count("select count(*) from linkable_trait where tenant = 'erased'"))
                .isEqualTo(79 * 6);
        assertThat(suggestions("erased", "open")).hasSize(39).noneMatch(it -> ids(it).contains(gone));
    }

    @Test
    void storesNoValueOfAnybodyWithASuggestionOrAJob() {
        // given
        twins("private", 40);

        // when
        var job = done("private", search("private", "{}"));

        // then
        var stored = bed.bean(JdbcClient.class)
                .sql("select string_agg(waterfall || state, ' ') from suggestion where tenant = 'private'")
                .query((row, _) -> String.valueOf(row.getString(1)))
                .single();
        assertThat(stored)
                .contains("given_name")
                .doesNotContainIgnoringCase("given7")
                .doesNotContain("@");
        assertThat(job.toString()).doesNotContainIgnoringCase("given7").doesNotContain("@");
        assertThat(suggestions("private", "open").toString()).containsIgnoringCase("given7");
    }

    @Test
    void pagesTheListAndRefusesACursorOfItsOwnMaking() {
        // given
        twins("paged", 40);
        done("paged", search("paged", "{}"));

        // when
        var seen = new ArrayList<String>();
        String cursor = null;
        do {
            var page = page("paged", "open", 7, cursor);
            page.path("items").forEach(it -> seen.add(id(it)));
            cursor =
                    page.path("nextCursor").isString() ? page.path("nextCursor").asString() : null;
        } while (cursor != null);

        // then
        assertThat(seen).hasSize(40).doesNotHaveDuplicates();
        refused("paged", "?cursor=nonsense", "invalid-cursor");
        refused("paged", "?limit=501", "invalid-request");
        refused("paged", "?state=maybe", "invalid-request");
    }

    private void refused(String tenant, String query, String type) {
        client(tenant, "viewer")
                .get()
                .uri("/api/v1/identity/suggestions" + query)
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("urn:cdp:problem:" + type);
    }

    @Test
    void isAWallBetweenTenantsAndRoles() {
        // given
        twins("walled", 40);
        var jobId = search("walled", "{}");
        done("walled", jobId);
        var first = suggestions("walled", "open").getFirst();

        // then
        decide("stranger", first, "accept").expectStatus().isNotFound();
        client("stranger", "admin")
                .get()
                .uri("/api/v1/jobs/{id}", jobId)
                .exchange()
                .expectStatus()
                .isNotFound();
        assertThat(suggestions("stranger", "open")).isEmpty();
        client("walled", "viewer")
                .post()
                .uri("/api/v1/identity/suggestions/{id}/accept", id(first))
                .exchange()
                .expectStatus()
                .isForbidden();
        client("walled", "viewer")
                .post()
                .uri("/api/v1/identity/suggestions")
                .exchange()
                .expectStatus()
                .isForbidden();
        client().get()
                .uri("/api/v1/identity/suggestions")
                .exchange()
                .expectStatus()
                .isUnauthorized();
    }

    @Test
    void refusesAWishThatMakesNoSenseAndRepeatsAnAnswerByKey() {
        twins("wishes", 2);

        client("wishes", "marketer")
                .post()
                .uri("/api/v1/identity/suggestions")
                .bodyValue(Map.of("minProbability", 1))
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.violations[0].pointer")
                .isEqualTo("/minProbability");
        client("wishes", "marketer")
                .post()
                .uri("/api/v1/identity/suggestions")
                .bodyValue(Map.of("wrong", 1))
                .exchange()
                .expectStatus()
                .isBadRequest();
        var once = searchByKey("wishes", "k1");
        done("wishes", once);
        assertThat(searchByKey("wishes", "k1")).isEqualTo(once);
        assertThat(searchByKey("wishes", "k2")).isNotEqualTo(once);
    }

    private String searchByKey(String tenant, String key) {
        return body(client(tenant, "marketer")
                        .post()
                        .uri("/api/v1/identity/suggestions")
                        .header("Idempotency-Key", key)
                        .exchange()
                        .expectStatus()
                        .isAccepted())
                .path("jobId")
                .asString();
    }

    @Test
    void streamsProgressUntilTheEnd() {
        twins("streamed", 40);
        var jobId = search("streamed", "{\"seed\":5}");

        var states = client("streamed", "viewer")
                .get()
                .uri("/api/v1/jobs/{id}/events", jobId)
                .exchange()
                .expectStatus()
                .isOk()
                .returnResult(JsonNode.class)
                .getResponseBody()
                .map(it -> it.path("state").asString())
                .toStream()
                .toList();

        assertThat(states.getLast()).isEqualTo("done");
    }

    /** People who were met twice on two devices with two mailboxes, and as much of them as a form asks for. */
    private static List<AcceptedEvent> twinsOf(String tenant, int count) {
        var events = new ArrayList<AcceptedEvent>();
        for (int i = 0; i < count; i++) {
            for (int twin = 0; twin < 2; twin++) {
                events.add(event(tenant, "m" + i + "-" + twin, 1_000 + i)
                        .setType(CallType.IDENTIFY)
                        .setAnonymousId("d" + i + "-" + twin)
                        .setTraits(json(("{'firstName':'Given%d','lastName':'Family%d','birthday':'19%02d-0%d-1%d',"
                                        + "'address':{'street':'%d Long Lane','postalCode':'%05d','city':'Town%d'},"
                                        + "'email':'box%d.%d@mail%d.example'}")
                                .formatted(
                                        i,
                                        i,
                                        20 + i,
                                        1 + i % 9,
                                        i % 10,
                                        i,
                                        10_000 + i,
                                        i % 7,
                                        i * 7_919,
                                        twin * 31,
                                        twin)))
                        .build());
            }
        }
        return events;
    }

    private static void twins(String tenant, int count) {
        sendAll(tenant, twinsOf(tenant, count));
    }

    private static void sendAll(String tenant, List<AcceptedEvent> events) {
        bed.send(Topic.EVENTS, events);
        await().atMost(BOUND).until(() -> bed.resolved(tenant).size() == events.size());
    }

    /** The profile of each record of a population, after all of them were identified. */
    private static List<UUID> send(String tenant, Population people) {
        var events = new ArrayList<AcceptedEvent>();
        for (int i = 0; i < people.records().size(); i++) {
            var record = people.records().get(i);
            var traits = JSON.createObjectNode();
            var address = traits.putObject("address");
            put(traits, "firstName", record.get("given_name"));
            put(traits, "lastName", record.get("family_name"));
            put(traits, "birthday", record.get("birthday"));
            put(traits, "email", record.get("email"));
            put(address, "street", record.get("street"));
            put(address, "postalCode", record.get("postcode"));
            put(address, "city", record.get("city"));
            events.add(event(tenant, "r" + i, 1_000 + i)
                    .setType(CallType.IDENTIFY)
                    .setAnonymousId("device" + i)
                    .setTraits(json(traits.toString()))
                    .build());
        }
        sendAll(tenant, events);
        var resolved = bed.resolved(tenant);
        return events.stream()
                .map(it -> Objects.requireNonNull(resolved.get(it.getMessageId())))
                .toList();
    }

    private static void put(tools.jackson.databind.node.ObjectNode node, String field, @Nullable List<String> values) {
        if (values != null) {
            node.put(field, values.getFirst());
        }
    }

    /** Records by the profile that lives. */
    private static Map<UUID, List<Integer>> living(String tenant, List<UUID> profiles) {
        var redirects = new HashMap<UUID, UUID>();
        bed.bean(JdbcClient.class)
                .sql("select id, coalesce(merged_into, id) from profile where tenant = ?")
                .param(tenant)
                .query(row -> {
                    redirects.put(row.getObject(1, UUID.class), row.getObject(2, UUID.class));
                });
        var records = new HashMap<UUID, List<Integer>>();
        for (int i = 0; i < profiles.size(); i++) {
            records.computeIfAbsent(Objects.requireNonNull(redirects.get(profiles.get(i))), _ -> new ArrayList<>())
                    .add(i);
        }
        return records;
    }

    private static boolean isOnePerson(Population people, Map<UUID, List<Integer>> profiles, List<UUID> pair) {
        return profiles.getOrDefault(pair.getFirst(), List.of()).stream()
                .anyMatch(one -> profiles.getOrDefault(pair.getLast(), List.of()).stream()
                        .anyMatch(other -> people.isOnePerson(one, other)));
    }

    private static List<String> mailsOf(String tenant, List<UUID> profiles) {
        return profiles.stream()
                .map(it -> bed.bean(JdbcClient.class)
                        .sql("select value from node where tenant = ? and profile_id = ?::uuid and namespace = 'email'")
                        .params(tenant, it.toString())
                        .query((row, _) -> String.valueOf(row.getString(1)))
                        .single())
                .toList();
    }

    private static String search(String tenant, String body) {
        return body(client(tenant, "marketer")
                        .post()
                        .uri("/api/v1/identity/suggestions")
                        .header("Content-Type", "application/json")
                        .bodyValue(body)
                        .exchange()
                        .expectStatus()
                        .isAccepted())
                .path("jobId")
                .asString();
    }

    private static JsonNode done(String tenant, String jobId) {
        assertThat(jobId).startsWith("idn_");
        await().atMost(BOUND)
                .until(() -> !List.of("queued", "running")
                        .contains(job(tenant, jobId).path("state").asString()));
        var job = job(tenant, jobId);
        assertThat(job.path("state").asString()).as(job.toString()).isEqualTo("done");
        return job;
    }

    private static JsonNode job(String tenant, String jobId) {
        return body(client(tenant, "viewer")
                .get()
                .uri("/api/v1/jobs/{id}", jobId)
                .exchange()
                .expectStatus()
                .isOk());
    }

    private static List<JsonNode> suggestions(String tenant, String state) {
        return page(tenant, state, 500, null).path("items").valueStream().toList();
    }

    private static JsonNode page(String tenant, String state, int limit, @Nullable String cursor) {
        return body(client(tenant, "viewer")
                .get()
                .uri(
                        "/api/v1/identity/suggestions?state={state}&limit={limit}"
                                + (cursor == null ? "" : "&cursor=" + cursor),
                        state,
                        limit)
                .exchange()
                .expectStatus()
                .isOk());
    }

    private static WebTestClient.ResponseSpec decide(String tenant, JsonNode suggestion, String decision) {
        return client(tenant, "marketer")
                .post()
                .uri("/api/v1/identity/suggestions/{id}/{decision}", id(suggestion), decision)
                .exchange();
    }

    private static String id(JsonNode suggestion) {
        return suggestion.path("id").asString();
    }

    private static List<UUID> ids(JsonNode suggestion) {
        return suggestion
                .path("profiles")
                .valueStream()
                .map(it -> UUID.fromString(it.asString()))
                .toList();
    }

    private static JsonNode body(WebTestClient.ResponseSpec response) {
        return JSON.readTree(Objects.requireNonNull(
                response.expectBody(String.class).returnResult().getResponseBody()));
    }

    private static WebTestClient client() {
        return bed.client();
    }

    /** A page of suggestions with all their steps is larger than what the client reads by default. */
    private static WebTestClient client(String tenant, String role) {
        return bed.client(tenant, role)
                .mutate()
                .codecs(it -> it.defaultCodecs().maxInMemorySize(16 << 20))
                .build();
    }

    private static long count(String sql) {
        return bed.bean(JdbcClient.class)
                .sql(sql)
                .query((row, _) -> row.getLong(1))
                .single();
    }
}
