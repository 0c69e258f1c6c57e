package io.tributary.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tributary.embedded.SharedBackends;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Overlaps and warnings over real servers, against counting the people themselves. */
class OverlapIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static TestIssuer issuer;
    private static RunningService service;

    private final String tenant = "o" + UUID.randomUUID().toString().substring(0, 8);
    private final long seed = Long.getLong("tributary.seed", 20261127L);

    /** What is known of one: cents of each order, and the country. */
    private record Person(List<Integer> cents, String country) {

        boolean buys() {
            return cents.size() >= 2;
        }

        boolean spends() {
            return cents.stream().mapToInt(Integer::intValue).sum() >= 5_000;
        }

        boolean isGerman() {
            return country.equals("DE");
        }
    }

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
    void countsWhoIsInBothOfPublishedSegmentsAndDrafts() {
        // given
        marketer().publish("buyers", "count(\"Order Completed\") >= 2 in last 30 days");
        marketer().publish("germans", "country = \"DE\"");
        draft("spenders", "sum(\"Order Completed\".revenue) >= 50 in last 30 days");
        draft("german-draft", "country = \"DE\"");
        var people = live(120);
        marketer().awaitRest();

        // when
        var pairs = get("/api/v1/segments/overlap?keys=buyers,germans,spenders,german-draft");
        var preview = marketer()
                .post(
                        "/api/v1/segments/preview",
                        Map.of("rule", "sum(\"Order Completed\".revenue) >= 50 in last 30 days"));

        // then
        var tests = Map.<String, Predicate<Person>>of(
                "buyers", Person::buys,
                "germans", Person::isGerman,
                "spenders", Person::spends,
                "german-draft", Person::isGerman);
        assertThat(pairs.path("items")).hasSize(6);
        assertThat(pairs.path("everybody").asLong()).isEqualTo(people.size());
        for (var pair : pairs.path("items")) {
            assertIsCounted(
                    pair,
                    people,
                    Objects.requireNonNull(
                            tests.get(pair.path("left").path("key").asString())),
                    Objects.requireNonNull(
                            tests.get(pair.path("right").path("key").asString())));
        }
        assertThat(preview.path("overlaps").path("others").asLong()).isZero();
        assertThat(preview.path("overlaps").path("items")).hasSize(2);
        for (var neighbour : preview.path("overlaps").path("items")) {
            var other = Objects.requireNonNull(tests.get(neighbour.path("key").asString()));
            assertThat(neighbour.path("size").asLong()).isEqualTo(count(people, other));
            assertThat(neighbour.path("overlap").path("both").asLong())
                    .as("seed %d", seed)
                    .isEqualTo(count(people, it -> it.spends() && other.test(it)));
        }
    }

    @Test
    void warnsOfWhatIsContradictoryAlwaysTrueBroadOrTheSamePeople() {
        // given
        marketer().publish("germans", "country = \"DE\"");
        draft("europeans", "country in (\"DE\", \"AT\") or (country = \"IT\" and country is missing)");
        draft("nobodies", "country = \"DE\" and country is missing");
        live(30);
        marketer().awaitRest();

        // when, then
        assertThat(warnings("country = \"DE\" and country is missing")).contains("contradictory", "nobody");
        assertThat(warnings("country = \"DE\" and country = \"FR\"")).contains("contradictory-unless-list");
        assertThat(warnings("country exists or country is missing")).contains("always-true", "everybody");
        assertThat(warnings("not (country = \"IT\")")).containsExactly("everybody");
        assertThat(warnings("country in (\"DE\", \"AT\")")).contains("same-people");
        assertThat(warnings("country = \"FR\"")).doesNotContain("same-people", "contradictory", "always-true");
        assertThat(codes(dryRun("europeans"))).containsExactly("small", "same-people");
        assertThat(codes(dryRun("nobodies"))).containsExactly("contradictory", "nobody");
        assertThat(codes(dryRun("germans"))).containsExactly("small");
    }

    @Test
    void refusesToCompareOneSegmentOrOneThatIsNotThere() {
        marketer().publish("germans", "country = \"DE\"");
        var client = service.client(issuer.token(tenant, "viewer"));

        client.get()
                .uri("/api/v1/segments/overlap?keys=germans,germans")
                .exchange()
                .expectStatus()
                .isBadRequest();
        client.get()
                .uri("/api/v1/segments/overlap?keys=germans,martians")
                .exchange()
                .expectStatus()
                .isNotFound();
    }

    private void assertIsCounted(JsonNode pair, List<Person> people, Predicate<Person> left, Predicate<Person> right) {
        double leftSize = count(people, left);
        double rightSize = count(people, right);
        double both = count(people, left.and(right));
        assertThat(pair.path("left").path("size").asDouble()).isEqualTo(leftSize);
        assertThat(pair.path("right").path("size").asDouble()).isEqualTo(rightSize);
        assertThat(pair.path("both").asDouble()).as("seed %d %s", seed, pair).isEqualTo(both);
        assertThat(pair.path("jaccard").asDouble()).isCloseTo(both / count(people, left.or(right)), within(1e-9));
        assertThat(pair.path("leftShare").asDouble()).isCloseTo(both / leftSize, within(1e-9));
        assertThat(pair.path("rightShare").asDouble()).isCloseTo(both / rightSize, within(1e-9));
        assertThat(pair.path("lift").asDouble())
                .isCloseTo(
                        both / people.size() / (leftSize / people.size() * (rightSize / people.size())), within(1e-6));
    }

    private static long count(List<Person> people, Predicate<Person> test) {
        return people.stream().filter(test).count();
    }

    private List<Person> live(int number) {
        var random = new Random(seed);
        var people = new ArrayList<Person>();
        var now = Clock.systemUTC().instant();
        try (var traffic = new Traffic(SharedBackends.kafkaBootstrap(), tenant)) {
            for (int i = 0; i < number; i++) {
                var person =
                        new Person(new ArrayList<>(), List.of("DE", "FR", "US").get(random.nextInt(3)));
                people.add(person);
                traffic.identify("p" + i, now.minusSeconds(900), "{\"country\":\"" + person.country() + "\"}");
                for (int order = random.nextInt(5); order > 0; order--) {
                    int cents = random.nextInt(4_000);
                    person.cents().add(cents);
                    traffic.track(
                            "p" + i,
                            "Order Completed",
                            now.minusSeconds(random.nextInt(86_400 * 20)),
                            "{\"revenue\":" + cents / 100.0 + "}");
                }
            }
            traffic.flush();
        }
        return people;
    }

    private List<String> warnings(String rule) {
        return codes(marketer().post("/api/v1/segments/preview", Map.of("rule", rule)));
    }

    private JsonNode dryRun(String key) {
        return marketer().post("/api/v1/segments/" + key + "/publish?dryRun=true", Map.of());
    }

    private static List<String> codes(JsonNode answer) {
        return answer.path("warnings")
                .valueStream()
                .map(it -> it.path("code").asString())
                .toList();
    }

    private void draft(String key, String rule) {
        service.client(issuer.token(tenant, "marketer"))
                .post()
                .uri("/api/v1/segments")
                .bodyValue(Map.of("key", key, "name", key, "rule", rule))
                .exchange()
                .expectStatus()
                .isCreated();
    }

    private JsonNode get(String path) {
        return marketer().get(path);
    }

    private Marketer marketer() {
        return new Marketer(service, issuer, tenant);
    }
}
