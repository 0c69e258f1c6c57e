package io.tributary.segment;

import static io.tributary.segment.ListCalls.answered;
import static io.tributary.segment.ListCalls.assertDifference;
import static io.tributary.segment.ListCalls.status;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

/** What else is asked of a list: all that is asked of a segment, files of any spelling, and limits. */
class ListUsesIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static TestIssuer issuer;
    private static RunningService service;

    private final String tenant = "u" + UUID.randomUUID().toString().substring(0, 8);
    private ListCalls lists;

    @BeforeAll
    static void start() throws Exception {
        issuer = new TestIssuer();
        service = RunningService.start(
                issuer, Map.of("cdp.segment.lists.listed", 30, "cdp.segment.lists.identifiers", 25));
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
    void isASegmentLikeEveryOther() {
        // given
        lists.publish("vips");
        marketer().publish("mailable", "has identifier email");
        people("anna", "bert", "carl");
        lists.uploaded("vips", "add", "email\nanna@mail.example\nbert@mail.example\nlater@mail.example\n");
        lists.awaitMembers("vips", "anna", "bert");
        lists.awaitMembers("mailable", "anna", "bert", "carl");

        // when, then: previews and what was known of yesterday
        assertThat(count("segment(\"vips\")")).isEqualTo(2);
        assertThat(count("not segment(\"vips\")")).isEqualTo(1);
        var yesterday = Clock.systemUTC().instant().minus(Duration.ofDays(1));
        var past = marketer()
                .post("/api/v1/segments/preview", Map.of("rule", "segment(\"vips\")", "asOf", yesterday.toString()));
        assertThat(past.path("todaysValues").valueStream().map(JsonNode::asString))
                .containsExactly("list:vips");
        assertThat(marketer()
                        .get("/api/v1/segments/vips/explain/anna")
                        .path("member")
                        .asBoolean())
                .isTrue();

        // when, then: overlap
        var pairs =
                marketer().get("/api/v1/segments/overlap?keys=vips,mailable").path("items");
        assertThat(pairs).hasSize(1);
        assertThat(pairs.get(0).path("both").asInt()).isEqualTo(2);

        // when, then: a back-test takes today's list and says so
        var backtest = job("/api/v1/segments/backtest", Map.of("rule", "segment(\"vips\")", "days", 3))
                .path("report");
        assertThat(backtest.path("todaysValues").valueStream().map(JsonNode::asString))
                .containsExactly("list:vips");

        // when, then: an audit finds nothing, and an export has them all
        assertThat(job("/api/v1/segments/audit", Map.of())
                        .path("report")
                        .path("differences")
                        .toString())
                .isEqualTo("{\"engine\":0,\"evaluation\":0,\"index\":0,\"topic\":0}");
        assertThat(new ExportCalls(service, issuer, tenant)
                        .finished(Map.of("what", "members", "segmentKey", "vips", "format", "csv"))
                        .path("done")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void isReferredToInStagesOfASetAndIsNone() {
        lists.publish("vips");
        people("anna", "bert");
        lists.uploaded("vips", "add", "email\nanna@mail.example\n");

        status(set(Map.of("key", "first", "list", true)), 400);
        status(set(Map.of("key", "first", "rule", "score(\"list.vips\") = 1")), 400);
        status(set(Map.of("key", "first", "rule", "segment(\"vips\")")), 201);
        status(
                lists.as("marketer")
                        .post()
                        .uri("/api/v1/segment-sets/life/publish")
                        .exchange(),
                200);

        lists.awaitMembers("first", "anna");
        lists.awaitMembers("others", "bert");
    }

    @Test
    void understandsFilesAndSaysWhatIsWrongWithThem() {
        lists.publish("vips");
        byte[] foreign = "Anna;anna@mail.example;u-1\nBert;;u-2\n".getBytes(StandardCharsets.UTF_16LE);

        var report = answered(lists.upload("vips", "mode=add&dryRun=true&names=,email,user_id", foreign), 200);

        assertThat(report.path("format").toString())
                .isEqualTo("{\"encoding\":\"UTF-16LE\",\"delimiter\":\"semicolon\",\"header\":false,"
                        + "\"columns\":[\"\",\"email\",\"user_id\"]}");
        assertDifference(report, Map.of("added", 3, "size", 3, "unmatched", 3));
        for (var wrong : List.of("encoding=klingon", "delimiter=dot", "header=perhaps", "dryrun=true", "dryRun=1")) {
            status(lists.upload("vips", "mode=add&" + wrong, "email\na@mail.example\n"), 400);
        }
        var problem = answered(lists.upload("vips", "mode=add", "u1001\nu1002\n"), 400);
        assertThat(problem.path("violations").get(0).path("rule").asString()).isEqualTo("header");
        assertThat(problem.toString()).doesNotContain("u1001");
        status(lists.upload("vips", "mode=add", new byte[] {'P', 'K', 3, 4, 0, 0, 0, 0}), 400);
        status(lists.upload("vips", "mode=add", new byte[0]), 400);
    }

    @Test
    void refusesMoreThanTheLimitsAndSaysSoBefore() {
        lists.publish("vips");
        lists.uploaded("vips", "add", ids(1, 20));
        double refused = service.gauge("cdp.lists.refused");

        status(lists.upload("vips", "mode=replace&dryRun=true", ids(1, 26)), 413);
        status(lists.upload("vips", "mode=add&dryRun=true", ids(15, 31)), 413);
        var failed = lists.ended(lists.begun("vips", "add", ids(15, 31)), "failed");

        assertThat(failed.path("error").asString()).contains("31").contains("30");
        assertThat(service.gauge("cdp.lists.refused") - refused).isEqualTo(3);
        assertThat(marketer()
                        .get("/api/v1/segments/vips/list")
                        .path("identifiers")
                        .asInt())
                .isEqualTo(20);
        assertDifference(
                lists.uploaded("vips", "replace", ids(15, 30)).path("report"),
                Map.of("added", 10, "removed", 14, "size", 16));
    }

    private static String ids(int first, int last) {
        return IntStream.rangeClosed(first, last)
                .mapToObj(it -> "u-" + it)
                .collect(Collectors.joining("\n", "user_id\n", "\n"));
    }

    private void people(String... names) {
        lists.people(names);
    }

    private long count(String rule) {
        return marketer()
                .post("/api/v1/segments/preview", Map.of("rule", rule))
                .path("count")
                .asLong(-1);
    }

    private JsonNode job(String path, Map<String, Object> body) {
        var begun = lists.as("marketer").post().uri(path).bodyValue(body).exchange();
        return lists.ended(answered(begun, 202).path("jobId").asString(), "done");
    }

    private ResponseSpec set(Map<String, Object> stage) {
        return lists.as("marketer")
                .post()
                .uri("/api/v1/segment-sets")
                .bodyValue(Map.of("key", "life", "stages", List.of(stage, Map.of("key", "others"))))
                .exchange();
    }

    private Marketer marketer() {
        return lists.marketer();
    }
}
