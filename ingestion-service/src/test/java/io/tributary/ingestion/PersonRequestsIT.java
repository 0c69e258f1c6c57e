package io.tributary.ingestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.contracts.topic.Topic;
import io.tributary.ingestion.badrow.BadRow;
import io.tributary.ingestion.badrow.BadRows;
import io.tributary.ingestion.event.JsonBytes;
import io.tributary.ingestion.intake.SentWith;
import io.tributary.ingestion.person.FileSearches;
import io.tributary.ingestion.suppression.DoorList;
import io.tributary.ingestion.testing.PrivacyDesk;
import io.tributary.ingestion.testing.PrivacyDesk.Asked;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Privacy requests over the real topics: what the door lets in, what is found, handed over and gone, and what the receipts say. */
class PersonRequestsIT extends RunningService {

    private static final Duration LONG = Duration.ofSeconds(40);

    @Autowired
    private JdbcClient db;

    @Autowired
    private BadRows badRows;

    @Autowired
    private Environment environment;

    // In every spelling that is planted: whatever search finds it is not the one that is tested.
    private final String mark = "anna" + UUID.randomUUID().toString().substring(0, 8);
    private final String email = mark + "@mail.example";
    private final String national = "170" + (1_000_000 + Math.abs(mark.hashCode() % 9_000_000));
    private @Nullable PrivacyDesk opened;
    private Asked anna = new Asked("", List.of());

    @Autowired
    private DoorList doorList;

    @Autowired
    private FileSearches searches;

    @BeforeEach
    void openTheDesk() {
        opened = new PrivacyDesk(tenant, producer);
        anna = new Asked(
                UUID.randomUUID().toString(),
                List.of(
                        Map.entry("email", email),
                        Map.entry("phone", "+49" + national),
                        Map.entry("user_id", mark),
                        Map.entry("anonymous_id", "device-" + mark)));
    }

    private PrivacyDesk desk() {
        return Objects.requireNonNull(opened);
    }

    /** No job of this tenant outlives its test. */
    @AfterEach
    void endJobs() {
        db.sql("update job set state = 'cancelled', held_until = null where tenant = :tenant"
                        + " and state in ('queued', 'running')")
                .param("tenant", tenant)
                .update();
    }

    @Test
    void deletesAPersonFromEveryStoreAndNobodyElse() {
        // given
        plant();
        var bert = rowsOf("bert");
        assertThat(traces())
                .as("planted")
                .contains("bad_row", "job", "idempotency", "plan_violation", "plan_proposal", "file");

        // when
        desk().erased(anna);
        var gated = desk().done(anna, "erase", "gate");
        var withdrawn = desk().done(anna, "erase", "withdraw");
        var deleted = desk().done(anna, "erase", "delete");
        var proven = desk().done(anna, "erase", "prove");

        // then
        assertThat(gated.getCount()).isEqualTo(4);
        assertThat(withdrawn.getCount()).isZero();
        assertThat(deleted.getState()).isEqualTo("done-by");
        assertThat(deleted.getCount()).isGreaterThanOrEqualTo(14);
        assertThat(Instant.ofEpochMilli(deleted.getDoneBy()))
                .isAfter(Instant.now().plus(Duration.ofDays(29)))
                .isBefore(Instant.now().plus(Duration.ofDays(60)));
        assertThat(proven.getState()).isEqualTo("done");
        assertThat(proven.getCount()).as(proven.getDetail()).isZero();
        assertThat(traces()).isEmpty();
        assertThat(rowsOf("phone")).isEmpty();
        assertThat(rowsOf("bert")).isEqualTo(bert).hasSize(2);
        assertThat(receiptsOfAll()).noneMatch(it -> it.toLowerCase(Locale.ROOT).contains(mark));
    }

    @Test
    void changesNothingMoreWhenAStageIsRepeatedAndKeepsWhatCameBackByTheTopicAway() {
        // given
        plant();
        desk().erased(anna);
        desk().done(anna, "erase", "gate");
        var row = db.sql("select id from bad_row where tenant = :tenant and message_id = :message")
                .param("tenant", tenant)
                .param("message", "raw")
                .query(String.class)
                .single();
        var stored = Objects.requireNonNull(badRows.find(tenant, row).toFuture().join());
        long first = desk().done(anna, "erase", "delete").getCount();

        // when
        long second = desk().done(anna, "erase", "delete").getCount();
        badRows.store(List.of(row(row, "{\"email\":\"" + email + "\"}")));
        badRows.store(List.of(repeated(stored)));

        // then
        assertThat(first).isPositive();
        assertThat(second).isZero();
        assertThat(desk().done(anna, "erase", "prove").getCount()).isZero();
        assertThat(traces()).isEmpty();
    }

    @Test
    void findsWhatIsStillThereWhenItIsAskedToProve() {
        badRows.store(List.of(row(UUID.randomUUID().toString(), "{\"email\":\"" + email + "\"}")));

        var proven = desk().done(anna, "erase", "prove");

        assertThat(proven.getCount()).isEqualTo(1);
        assertThat(proven.getDetail()).isEqualTo("bad-rows 1");
    }

    @Test
    void handsOverWhatItHasSealedInPieces() {
        // given
        plant();
        var large = "{\"email\":\"" + email + "\",\"note\":\"" + "ä\\\"".repeat(60_000) + "\"}";
        badRows.store(List.of(row(UUID.randomUUID().toString(), large)));

        // when
        var collected = desk().done(anna, "access", "collect");
        var lines = desk().collected(anna, collected);

        // then
        assertThat(collected.getState()).isEqualTo("done");
        assertThat(collected.getPieces()).isGreaterThan(1);
        var stores = lines.stream()
                .map(it -> JSON.readTree(it).get("store").asString())
                .distinct();
        assertThat(stores)
                .containsExactlyInAnyOrder(
                        "bad-rows", "jobs", "plan-violations", "plan-proposals", "idempotent-answers", "import-files");
        assertThat(lines)
                .allSatisfy(it ->
                        assertThat(JSON.readTree(it).get("system").asString()).isEqualTo("ingestion"));
        assertThat(String.join("\n", lines))
                .contains("\"messageId\":\"raw\"", "\"messageId\":\"phone\"")
                .doesNotContain("bert");
        var parts = lines.stream()
                .map(it -> JSON.readTree(it).get("record"))
                .filter(it -> it.has("part"))
                .map(it -> it.get("text").asString())
                .toList();
        assertThat(JSON.readTree(String.join("", parts)).get("original").asString())
                .isEqualTo(large);
        assertThat(receiptsOfAll()).as("nothing is readable in the topic").noneMatch(it -> it.contains(mark));
        assertThat(traces()).as("nothing is deleted").contains("bad_row", "job", "file");
    }

    @Test
    void saysThatAStageFailedAndDoesItWhenAskedAgain() {
        var failed = desk().answer(anna, "erase", "gate", 1);
        assertThat(failed.getState()).isEqualTo("failed");
        assertThat(failed.getDetail()).isEqualTo("the door does not know of 4 identifiers yet");

        desk().erased(anna);

        assertThat(desk().done(anna, "erase", "gate").getState()).isEqualTo("done");
        var unknown = desk().answer(new Asked(UUID.randomUUID().toString(), anna.identifiers()), "forget", "gate", 1);
        assertThat(unknown.getDetail()).isEqualTo("this version does not know requests of that kind");
    }

    @Test
    void waitsForAFileThatNobodyHas() {
        plant();
        plantLostFile();

        var failed = desk().answer(anna, "erase", "delete", 1);

        assertThat(failed.getState()).isEqualTo("failed");
        assertThat(failed.getDetail()).contains("nobody has searched the files", "ing_lost-");
    }

    @Test
    void answersWhoAsksAgainByASearchThatTookLonger() {
        // given: a file that takes so long that the stage was given up meanwhile
        plantLostFile();
        assertThat(desk().answer(anna, "erase", "delete", 1).getState()).isEqualTo("failed");
        var searched = Objects.requireNonNull(searches.open()
                .filter(it -> it.request().tenant().equals(tenant))
                .blockFirst());

        // when
        assertThat(desk().answer(anna, "erase", "delete", 2).getState()).isEqualTo("failed");
        searches.done(searched, 3, List.of()).block();
        var answer = desk().answer(anna, "erase", "delete", 3);

        // then
        assertThat(answer.getState()).isEqualTo("done-by");
        assertThat(answer.getCount()).isEqualTo(3);
        assertThat(desk().answer(anna, "erase", "delete", 4).getState())
                .as("what was told is looked for anew")
                .isEqualTo("failed");
    }

    @Test
    void letsAnErasedPersonBackInByTheirOwnWordOnly() {
        // given
        desk().erased(anna);
        desk().done(anna, "erase", "gate");
        double accepted = accepted();

        // when
        collect("/v1/track", "{\"userId\":\"" + mark + "\",\"event\":\"E\"}");
        collect("/v1/identify", "{\"userId\":\"" + mark + "\"}");
        collect("/v1/identify", "{\"userId\":\"" + mark + "\"," + consent(false) + "}");
        collect("/v1/identify", "{\"userId\":\"" + mark + "\"," + consent(true) + "}");
        collect("/v1/track", "{\"userId\":\"carl\",\"anonymousId\":\"device-" + mark + "\",\"event\":\"E\"}");

        // then
        assertThat(accepted() - accepted).isEqualTo(2);
        assertThat(count("suppressed")).isEqualTo(3);
        assertThat(count("received")).isEqualTo(accepted() + count("suppressed"));
    }

    @Test
    void keepsASuppressedPersonOutInEveryInstanceUntilItIsLifted() throws IOException {
        try (var other = anotherInstance()) {
            desk().done(anna, "suppress", "gate");
            await().atMost(LONG).until(() -> isOut(other) && isOut(null));
            assertThat(isOut(other)).isTrue();

            desk().lifted(anna, "suppress");

            await().atMost(LONG).until(() -> !isOut(other) && !isOut(null));
        }
        assertThat(desk().done(anna, "restrict", "gate").getCount()).isZero();
    }

    /** The file lies on the disk of one; the requests are answered by both, and one of them goes while they wait. */
    @Test
    void sharesTheWorkBetweenInstancesAndLosesNoneWhenOneGoes() throws IOException {
        // given
        plant();
        desk().erased(anna);
        var requests = IntStream.range(0, 8)
                .mapToObj(it -> new Asked(UUID.randomUUID().toString(), anna.identifiers()))
                .toList();

        // when
        try (var other = anotherInstance()) {
            assertThat(other.isRunning()).isTrue();
            requests.forEach(it -> desk().ask(it, "erase", "delete", 1));
            await().atMost(LONG)
                    .until(() -> !desk().receipts(requests.getFirst()).isEmpty());
        }

        // then
        for (var request : requests) {
            assertThat(desk().done(request, "erase", "prove").getCount()).isZero();
        }
        assertThat(traces()).isEmpty();
    }

    private boolean isOut(@Nullable ConfigurableApplicationContext instance) {
        var door = instance == null ? doorList : instance.getBean(DoorList.class);
        return !door.standing(tenant, "email", email, Instant.now()).isFree();
    }

    private ConfigurableApplicationContext anotherInstance() throws IOException {
        var settings = new ArrayList<String>();
        for (var name : List.of(
                "spring.kafka.bootstrap-servers",
                "spring.datasource.url",
                "spring.security.oauth2.resourceserver.jwt.issuer-uri",
                "spring.security.oauth2.resourceserver.jwt.jwk-set-uri",
                "cdp.kafka.partitions",
                "cdp.platform.secret",
                "cdp.ingestion.requests.patience")) {
            settings.add("--" + name + "=" + environment.getRequiredProperty(name));
        }
        settings.add("--server.port=0");
        settings.add("--management.server.port=0");
        settings.add("--cdp.ingestion.imports.directory="
                + Files.createTempDirectory("spool").resolve("own"));
        return new SpringApplicationBuilder(IngestionApplication.class).run(settings.toArray(String[]::new));
    }

    private double accepted() {
        try {
            return count("accepted");
        } catch (io.micrometer.core.instrument.search.MeterNotFoundException e) {
            return 0;
        }
    }

    private static String consent(boolean granted) {
        return "\"context\":{\"consent\":{\"categoryPreferences\":{\"advertising\":" + granted + "}}}";
    }

    /** Puts the person into every place, in every spelling, and somebody else beside them. */
    private void plant() {
        refuse("raw", "\"email\":\"" + email + "\"");
        refuse("upper", "\"email\":\"" + email.toUpperCase(Locale.ROOT) + "\"");
        refuse("escaped", "\"email\":\"" + mark + "\\u0040mail.example\"");
        refuse("slash", "\"url\":\"https:\\/\\/shop.example\\/?e=" + mark + "%40mail.example\"");
        refuse("phone", "\"tel\":\"0" + national.substring(0, 3) + " / " + national.substring(3) + "\"");
        refuse("id", "\"user_id\":\"" + mark + "\"");
        refuse("bert-1", "\"email\":\"" + email + "2\",\"name\":\"bert\"");
        refuse("bert-2", "\"email\":\"bert@mail.example\"");
        refuse("long", "\"email\":\"" + email + "\",\"x\":\"" + "x".repeat(40_000) + "\"");
        collect(
                "/v1/batch",
                "{\"context\":{\"traits\":{\"email\":\"" + email
                        + "\"}},\"batch\":[{\"type\":\"track\",\"event\":\"E\",\"messageId\":\"batch\"}]}");
        await().atMost(LONG).until(() -> rowsOf("").size() == 10);
        plantJobs();
        plantWaitingFile();
        db.sql(
                        "insert into plan_violation (tenant, plan_id, version, source_id, event, property, rule, action, count,"
                                + " first_seen, last_seen, samples) values (:tenant, 'p', 1, 's', 'E', :mail, 'type', 'warn', 1, now(), now(),"
                                + " '[]'), (:tenant, 'p', 1, 's', 'E', 'x', 'type', 'warn', 1, now(), now(), cast(:samples as jsonb))")
                .param("tenant", tenant)
                .param("mail", "traits." + email)
                .param(
                        "samples",
                        "[{\"messageId\":\"" + mark
                                + "\",\"seenAt\":\"2026-01-01T00:00:00Z\",\"found\":\"string\"},"
                                + "{\"messageId\":\"bert\",\"seenAt\":\"2026-01-01T00:00:00Z\",\"found\":\"string\"}]")
                .update();
    }

    private void refuse(String messageId, String members) {
        collect("/v1/track", "{\"event\":\"E\",\"messageId\":\"" + messageId + "\"," + members + "}");
    }

    /** A dry run's preview, a replay's repair, an answer that is kept, and a proposal. */
    private void plantJobs() {
        var line = "{\"type\":\"identify\",\"userId\":\"u\",\"traits\":{\"email\":\"%s\"}}\n";
        ended(json(api(
                        "POST",
                        "/api/v1/imports?dryRun=true&source=" + sourceId,
                        line.formatted(email) + line.formatted("bert@mail.example")))
                .get("jobId")
                .asString());
        var replay = json(api(
                        "POST",
                        "/api/v1/bad-rows/replay",
                        "{\"filter\":{\"kind\":\"none\"},\"repair\":[{\"op\":\"set\",\"pointer\":\"/userId\",\"value\":\""
                                + mark + "\"}]}"))
                .get("jobId")
                .asString();
        ended(replay);
        apiWithKey("key-" + tenant, "{\"name\":\"Shop of " + email + "\",\"key\":\"k-" + tenant + "\"}");
        apiWithKey(email, "{\"name\":\"Other shop\",\"key\":\"o-" + tenant + "\"}");
        db.sql("update source set name = 'Shop' where tenant = :tenant")
                .param("tenant", tenant)
                .update();
        db.sql("insert into plan_proposal (tenant, job_id, proposal) values (:tenant, :job, :text)")
                .param("tenant", tenant)
                .param("job", replay)
                .param("text", "{\"enum\":[\"" + mark + "\"]}")
                .update();
    }

    /** The file of this job lies on no disk here. */
    private void plantLostFile() {
        db.sql("insert into job (tenant, id, kind, state, done, total, accepted, refused, suppressed, error, request)"
                        + " values (:tenant, :id, 'import', 'queued', 0, 0, 0, 0, 0, '', :request)")
                .param("tenant", tenant)
                .param("id", "ing_lost-" + mark.substring(4))
                .param("request", "{\"receivedAt\":\"" + Instant.now().minusSeconds(5) + "\"}")
                .update();
    }

    /** Behind a job that somebody holds: one of a tenant and kind goes on at a time. */
    private void plantWaitingFile() {
        db.sql("insert into job (tenant, id, kind, state, done, total, accepted, refused, suppressed, error, request,"
                        + " held_by, held_until) values (:tenant, :id, 'import', 'running', 0, 0, 0, 0, 0, '', '{}', 'x',"
                        + " now() + interval '1 hour')")
                .param("tenant", tenant)
                .param("id", "ing_0-" + tenant)
                .update();
        var file = "userId,email,plan\nu1,bert@mail.example,pro\nu2," + email + ",pro\nu3," + email + "2,pro\n";
        var started = json(api("POST", "/api/v1/imports?source=" + sourceId, file));
        assertThat(started.has("jobId")).as(started.toString()).isTrue();
    }

    private void ended(String job) {
        await().atMost(LONG)
                .until(() -> json(api("GET", "/api/v1/jobs/" + job, ""))
                        .get("state")
                        .asString()
                        .equals("done"));
    }

    /** What a client sends again has another id. */
    private static BadRow repeated(BadRow row) {
        return new BadRow(
                row.tenant(),
                row.sourceId(),
                UUID.randomUUID().toString(),
                row.reason(),
                row.receivedAt(),
                row.messageId(),
                row.call(),
                row.original(),
                row.line(),
                null);
    }

    private BadRow row(String id, String original) {
        return new BadRow(
                tenant,
                sourceId,
                id,
                new BadRow.Reason("not-an-object", "", "It is no object."),
                Instant.now(),
                "",
                "track",
                new BadRow.Original(
                        JsonBytes.of(original.getBytes(StandardCharsets.UTF_8)),
                        original.length(),
                        false,
                        SentWith.NOTHING),
                null,
                null);
    }

    private List<String> rowsOf(String messageId) {
        return db.sql("select id from bad_row where tenant = :tenant and message_id like :message || '%' order by id")
                .param("tenant", tenant)
                .param("message", messageId)
                .query((row, number) -> row.getString("id"))
                .list();
    }

    /** Every table of the schema as PostgreSQL prints it, and every file on the disk, byte by byte. */
    private List<String> traces() {
        var found = new ArrayList<String>();
        var tables = db.sql("select table_name from information_schema.tables where table_schema = 'cdp_ingestion'")
                .query(String.class)
                .list();
        for (var table : tables) {
            var printed = db.sql("select t::text from " + table + " as t");
            boolean there = printed.query((row, number) -> row.getString(1)).list().stream()
                    .anyMatch(it -> it != null && shows(it));
            if (there) {
                found.add(table);
            }
        }
        if (filesShow()) {
            found.add("file");
        }
        return found;
    }

    private boolean shows(String printed) {
        var lower = printed.toLowerCase(Locale.ROOT);
        var hex = HexFormat.of().formatHex(mark.getBytes(StandardCharsets.US_ASCII));
        var upper = HexFormat.of().formatHex(mark.toUpperCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII));
        // Whose mailbox is longer by one is somebody else.
        var others = mark + "@mail.example2";
        var othersHex = HexFormat.of().formatHex(others.getBytes(StandardCharsets.US_ASCII));
        var own = lower.replace(others, "").replace(othersHex, "");
        return own.contains(mark) || own.contains(hex) || own.contains(upper);
    }

    private boolean filesShow() {
        var directory = Path.of(environment.getRequiredProperty("cdp.ingestion.imports.directory"));
        if (!Files.isDirectory(directory)) {
            return false;
        }
        try (var files = Files.list(directory)) {
            return files.anyMatch(it -> shows(content(it)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String content(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            boolean packed = bytes.length > 1 && bytes[0] == 0x1f && bytes[1] == (byte) 0x8b;
            return new String(
                    packed ? new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes() : bytes,
                    StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }

    private List<String> receiptsOfAll() {
        return records(Topic.RECEIPTS).stream()
                .map(it -> new String(it.value(), StandardCharsets.ISO_8859_1))
                .toList();
    }
}
