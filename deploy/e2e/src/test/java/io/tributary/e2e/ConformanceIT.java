package io.tributary.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import io.tributary.conformance.Suite;
import io.tributary.conformance.check.Api;
import io.tributary.conformance.check.ApiCheck;
import io.tributary.conformance.check.Stored;
import io.tributary.conformance.check.StoredCheck;
import io.tributary.conformance.client.Client;
import io.tributary.conformance.client.Clients;
import io.tributary.conformance.client.NodeRuntime;
import io.tributary.conformance.report.LibraryReport;
import io.tributary.conformance.script.Script;
import io.tributary.conformance.wire.SentCall;
import io.tributary.contracts.v1.AcceptedEvent;
import io.tributary.contracts.v1.ResolvedEvent;
import io.tributary.local.api.User;
import io.tributary.local.setup.OwnTenant;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The published client libraries against the whole suite: all calls field by field in Kafka and in the profile, and each once
 * after a lost reply, a death of the collector between two deliveries, and a forced second delivery.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(SharedSuite.class)
class ConformanceIT {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String COLLECTOR = "ingestion-service";
    private static final Duration SOON = Duration.ofSeconds(90);

    /** Set where a machine without Node must not pass. */
    private static final boolean NODE_IS_NEEDED = "1".equals(System.getenv("TRIBUTARY_REQUIRE_NODE"));

    /** The libraries of servers: they send again by themselves. */
    private static final List<String> HURT = List.of("segment-java", "rudder-java", "segment-node", "rudder-node");

    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, HurtDelivery> deliveries = new LinkedHashMap<>();
    private final List<Client> clients = Clients.all(new NodeRuntime(NodeRuntime.defaultCache(), "node"));
    private final RunningSuite running;
    private final OwnTenant tenant;
    private String writeKey;

    ConformanceIT(RunningSuite shared) {
        running = shared;
        tenant = OwnTenant.make(shared.api(), "conformance");
    }

    @BeforeAll
    void deliversTheHardWay() throws IOException {
        writeKey = running.api()
                .post(tenant.admin(), "/api/v1/sources", Map.of("name", "Conformance"))
                .orFail("making a source")
                .path("writeKey")
                .asString();
        var run = Script.newRun();
        for (var client : clients) {
            if (HURT.contains(client.name()) && client.missing() == null) {
                var script = Script.of(client.name(), run, Instant.now());
                var delivery = new HurtDelivery(client, script, running.suite().gateway(), this::killTheCollector);
                deliveries.put(client.name(), delivery);
                delivery.send(writeKey);
            }
        }
        killTheCollector();
        deliveries.values().forEach(HurtDelivery::repeat);
    }

    private void killTheCollector() {
        running.suite().kill(COLLECTOR);
        running.suite().restart(COLLECTOR);
    }

    @AfterAll
    void stops() {
        deliveries.values().forEach(HurtDelivery::close);
    }

    private HurtDelivery delivery(String library) {
        return Objects.requireNonNull(deliveries.get(library), library);
    }

    private Stream<String> hurt() {
        return deliveries.keySet().stream();
    }

    @Test
    void runsTheLibrariesThatNeedNodeWhereNodeIsNeeded() {
        var missing = clients.stream()
                .filter(it -> it.missing() != null)
                .map(it -> it.name() + ": " + it.missing())
                .toList();

        if (NODE_IS_NEEDED) {
            assertThat(missing).isEmpty();
        }
        missing.forEach(it -> System.out.println("skipped " + it));
        assertThat(deliveries).containsKeys("segment-java", "rudder-java");
    }

    @ParameterizedTest
    @MethodSource("hurt")
    void sendsAgainAfterALostReplyAndIsContent(String library) {
        var delivery = delivery(library);

        assertThat(delivery.faults()).isEmpty();
        assertThat(delivery.taken()).filteredOn(it -> !it.delivered()).hasSize(1);
        assertThat(delivery.repeated())
                .isNotEmpty()
                .allSatisfy(it -> assertThat(it.status()).isEqualTo(200));
        var lost = SentCall.of(delivery.taken().getFirst()).getFirst();
        assertThat(delivery.copies(lost.messageId())).hasSizeGreaterThanOrEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("hurt")
    void isInKafkaFieldByFieldInEveryCopy(String library) {
        var delivery = delivery(library);
        var accepted = new TopicRecords(running.suite().kafkaBootstrap(), tenant.key()).accepted();
        var sent = Suite.sent(delivery.taken());
        assertThat(sent).hasSize(6);

        for (var call : sent) {
            var copies = accepted.stream()
                    .filter(it -> it.getMessageId().equals(call.messageId()))
                    .toList();
            // Each request that was answered, and each of these once more; a request that died may be there too.
            assertThat(copies)
                    .hasSizeGreaterThanOrEqualTo(
                            2 * delivery.copies(call.messageId()).size());
            for (var copy : copies) {
                assertSame(delivery, call, copy);
                assertThat(copy.getTenant()).isEqualTo(tenant.key());
                assertThat(copy.getTimes().getClamped()).isFalse();
                assertThat(copy.getHistorical()).isFalse();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("hurt")
    void isResolvedToOnePersonFieldByField(String library) {
        var delivery = delivery(library);
        var sent = Suite.sent(delivery.taken());
        var profileId = profileId(delivery);

        await().atMost(SOON).untilAsserted(() -> {
            var resolved = new TopicRecords(running.suite().kafkaBootstrap(), tenant.key()).resolved();
            for (var call : sent) {
                assertThat(resolved)
                        .filteredOn(it -> it.getEvent().getMessageId().equals(call.messageId()))
                        .hasSizeGreaterThanOrEqualTo(2)
                        .allSatisfy(it -> assertSame(delivery, call, it.getEvent()))
                        .extracting(ResolvedEvent::getProfileId)
                        .containsOnly(profileId);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("hurt")
    void countsOnce(String library) throws IOException, InterruptedException {
        var delivery = delivery(library);
        var sent = Suite.sent(delivery.taken());

        await().atMost(SOON).untilAsserted(() -> {
            for (var call : sent) {
                var way = running.api()
                        .get(tenant.viewer(), "/api/v1/events/" + call.messageId())
                        .body();
                assertThat(way.at("/applied/done").asBoolean())
                        .as("applied: %s", way)
                        .isTrue();
                assertThat(way.at("/duplicate/done").asBoolean())
                        .as("duplicate: %s", way)
                        .isTrue();
            }
        });
        for (var call : sent) {
            assertThat(documents(call.messageId()))
                    .as("documents of a " + call.type())
                    .isEqualTo(1);
        }
        assertThat(peopleWhoDid(delivery.script().event(), "eq", 1)).isEqualTo(1);
        assertThat(peopleWhoDid(delivery.script().event(), "gte", 2)).isZero();
        var events = running.api()
                .get(tenant.viewer(), "/api/v1/profiles/" + profileId(delivery) + "/events?limit=500")
                .body()
                .path("items");
        assertThat(events.valueStream().map(it -> it.path("messageId").asString()))
                .containsExactlyInAnyOrderElementsOf(
                        sent.stream().map(SentCall::messageId).toList());
    }

    @Test
    void everyLibraryHoldsAgainstTheGateway() {
        var api = new Api(running.suite().gateway(), () -> token(tenant.viewer()));
        var check = new ApiCheck(api, SOON, System::nanoTime);

        var report = new Suite(running.suite().gateway(), writeKey, check, Clock.systemUTC(), System.out::println)
                .run(clients);

        report.print(System.out);
        assertThat(report.held()).as(report.toJson()).isTrue();
        assertThat(report.libraries()).hasSize(clients.size());
        assertThat(report.libraries())
                .filteredOn(it -> it.skipped() == null)
                .allSatisfy(it ->
                        assertThat(it.findings()).hasSizeGreaterThan(it.calls().size()));
        assertThat(report.skipped()).extracting(LibraryReport::library).doesNotContain("segment-java", "rudder-java");
    }

    @Test
    void showsWhatPassesTheDoorWhileItPasses() throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(
                        running.suite().gateway().resolve("/api/v1/events/live?state=accepted&type=track"))
                .header("Authorization", "Bearer " + token(tenant.viewer()))
                .build();
        var messageId = "live-" + Script.newRun();

        try (var lines = http.send(request, HttpResponse.BodyHandlers.ofLines()).body()) {
            var seen = new AtomicReference<String>();
            var reading = Thread.ofVirtual()
                    .start(() -> lines.filter(it -> it.contains(messageId))
                            .findFirst()
                            .ifPresent(seen::set));
            var sent = track(messageId);

            assertThat(sent.statusCode()).isEqualTo(200);
            await().atMost(Duration.ofSeconds(5)).until(() -> seen.get() != null);
            assertThat(seen.get())
                    .startsWith("data:")
                    .contains("\"state\":\"accepted\"")
                    .doesNotContain("live-user");
            reading.join(Duration.ofSeconds(5));
        }
    }

    private HttpResponse<String> track(String messageId) throws IOException, InterruptedException {
        var call = "{\"userId\":\"live-user\",\"event\":\"Live\",\"messageId\":\"" + messageId + "\"}";
        return http.send(
                HttpRequest.newBuilder(running.suite().gateway().resolve("/v1/track"))
                        .header("X-Write-Key", writeKey)
                        .POST(HttpRequest.BodyPublishers.ofString(call))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void answersAPageThatHasAReadKeyAndNothingElse() throws IOException, InterruptedException {
        // given
        var page = "https://shop.example";
        var source = running.api()
                .post(tenant.admin(), "/api/v1/sources", Map.of("name", "Pages", "allowedOrigins", List.of(page)))
                .orFail("making a source");
        var keys = "/api/v1/sources/" + source.path("id").asString() + "/read-keys";
        var readKey = running.api()
                .post(tenant.admin(), keys, Map.of())
                .orFail("making a read key")
                .path("readKey")
                .asString();
        for (var segment : List.of("pages-see-this", "pages-do-not")) {
            var definition = Map.of(
                    "key",
                    segment,
                    "name",
                    segment,
                    "rule",
                    "plan = \"pro\"",
                    "public",
                    segment.equals("pages-see-this"),
                    "actions",
                    List.of("greet"));
            running.api()
                    .post(tenant.marketer(), "/api/v1/segments", definition)
                    .orFail("a segment");
            running.api()
                    .post(tenant.marketer(), "/api/v1/segments/" + segment + "/publish", Map.of())
                    .orFail("publishing");
        }
        var path = "/api/v1/personalization/user_id/"
                + delivery("segment-java").script().userId();

        // when
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(asPage(path, page, readKey).body()).contains("pages-see-this"));
        var seen = asPage(path, page, readKey);

        // then
        assertThat(seen.body()).contains("greet").doesNotContain("pages-do-not", "conformance.example");
        assertThat(seen.headers().firstValue("Access-Control-Allow-Origin")).contains(page);
        assertThat(asPage(path, "https://evil.example", readKey).statusCode()).isEqualTo(403);
        assertThat(asPage(path, page, "rk_wrong").statusCode()).isEqualTo(401);
        assertThat(asPage("/api/v1/segments", page, readKey).statusCode()).isEqualTo(401);
    }

    private HttpResponse<String> asPage(String path, String origin, String readKey)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(running.suite().gateway().resolve(path))
                        .header("Origin", origin)
                        .header("Authorization", "Bearer " + readKey)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private String token(User user) {
        return running.api().token(user.username(), user.password());
    }

    @Test
    void findsAFaultWhereThereIsOne() {
        // Otherwise a check that finds nothing would prove nothing.
        var refused = new Suite(running.suite().gateway(), "wrong-key", null, Clock.systemUTC(), it -> {})
                .run(clients.stream()
                        .filter(it -> it.name().equals("segment-java"))
                        .toList());

        assertThat(refused.held()).isFalse();
        assertThat(refused.toJson()).contains("401");
    }

    private String profileId(HurtDelivery delivery) {
        return running.api()
                .get(
                        tenant.viewer(),
                        "/api/v1/profiles/by/user_id/" + delivery.script().userId())
                .orFail("the profile")
                .path("id")
                .asString();
    }

    private long peopleWhoDid(String event, String operator, int times) {
        var rule = Map.of(
                "event", event, "measure", "count", "op", operator, "value", times, "window", Map.of("ever", true));
        return running.api()
                .post(tenant.marketer(), "/api/v1/segments/preview", Map.of("rule", rule))
                .orFail("a preview")
                .path("count")
                .asLong(-1);
    }

    private long documents(String messageId) throws IOException, InterruptedException {
        var query = "{\"query\":{\"term\":{\"messageId\":\"" + messageId + "\"}}}";
        var answer = http.send(
                HttpRequest.newBuilder(running.suite().elasticsearch().resolve("/cdp-events/_count"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(query))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        return JSON.readTree(answer.body()).path("count").asLong(-1);
    }

    /** Equal to one of the copies that were on the wire, and to what the library was told. */
    private static void assertSame(HurtDelivery delivery, SentCall call, AcceptedEvent event) {
        var stored = stored(event);
        var differences = new ArrayList<List<String>>();
        for (var copy : delivery.copies(call.messageId())) {
            differences.add(StoredCheck.differences(copy, stored));
        }
        assertThat(differences)
                .as("%s of %s", call.type(), delivery.script().library())
                .anyMatch(List::isEmpty);
        assertThat(StoredCheck.untold(delivery.script().call(call.type()), stored))
                .isEmpty();
    }

    private static Stored stored(AcceptedEvent event) {
        var times = event.getTimes();
        return new Stored(
                event.getType().name().toLowerCase(Locale.ROOT),
                event.getEvent(),
                event.getName(),
                new Stored.Ids(event.getAnonymousId(), event.getUserId(), event.getGroupId(), event.getPreviousId()),
                new Stored.Times(
                        Instant.ofEpochMilli(times.getReceivedAt()),
                        Instant.ofEpochMilli(times.getTimestamp()),
                        times.hasSentAt() ? Instant.ofEpochMilli(times.getSentAt()) : null,
                        times.hasOriginalTimestamp() ? Instant.ofEpochMilli(times.getOriginalTimestamp()) : null),
                new Stored.Parts(
                        json(event.getProperties()),
                        json(event.getTraits()),
                        json(event.getContext()),
                        json(event.getIntegrations())));
    }

    private static JsonNode json(ByteString bytes) {
        return bytes.isEmpty() ? JSON.missingNode() : JSON.readTree(bytes.toByteArray());
    }
}
