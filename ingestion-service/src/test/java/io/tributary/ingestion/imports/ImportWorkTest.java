package io.tributary.ingestion.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.ingestion.adapter.file.FileSpool;
import io.tributary.ingestion.event.Call;
import io.tributary.ingestion.fault.BrokerUnavailable;
import io.tributary.ingestion.intake.EventLimits;
import io.tributary.ingestion.intake.Intake;
import io.tributary.ingestion.intake.IntakeCounts;
import io.tributary.ingestion.intake.IntakeVerdict;
import io.tributary.ingestion.job.Background;
import io.tributary.ingestion.job.InMemoryJobs;
import io.tributary.ingestion.job.Job;
import io.tributary.ingestion.job.JobState;
import io.tributary.ingestion.job.Jobs;
import io.tributary.ingestion.job.RunJobs;
import io.tributary.ingestion.person.FileSearches;
import io.tributary.ingestion.person.PersonRequest;
import io.tributary.ingestion.person.RequestKind;
import io.tributary.ingestion.person.Stage;
import io.tributary.ingestion.plan.PlanIndex;
import io.tributary.ingestion.plan.Plans;
import io.tributary.ingestion.privacy.PrivateAction;
import io.tributary.ingestion.privacy.PrivateField;
import io.tributary.ingestion.privacy.PrivateFields;
import io.tributary.ingestion.source.Source;
import io.tributary.ingestion.source.SourceSettings;
import io.tributary.ingestion.source.WriteKeys;
import io.tributary.ingestion.suppression.DoorList;
import io.tributary.ingestion.tenant.OwnLimits;
import io.tributary.ingestion.tenant.TenantState;
import io.tributary.ingestion.tenant.Tenants;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

/** Files from their bytes to what the log gets, with crashes in between. */
class ImportWorkTest {

    /** When jobs run: files wait for a while. */
    private static final InstantSource AN_HOUR_LATER = InstantSource.fixed(Intake.NOW.plus(Duration.ofHours(1)));

    private static final Duration LEASE = Duration.ofSeconds(10);
    private static final RunJobs.Places PLACES = new RunJobs.Places(1, Duration.ofDays(1), AN_HOUR_LATER);
    private static final JsonMapper JSON = JsonMapper.shared();

    @TempDir
    private Path directory = Path.of("");

    private long now = 1_000;
    private final InMemoryJobs jobs = new InMemoryJobs(() -> now);
    private final WriteKeys sources = new WriteKeys();
    private final Tenants tenants = new Tenants();
    private final RecordingLog log = new RecordingLog();
    private PlanIndex plans = Intake.noPlans();

    @Test
    void importsAFileAndBalances() {
        var job = finish(orders("""
                userId,event,price,when
                u1,Order Completed,1.50,2026-01-02
                u2,Order Completed,cheap,2026-01-02
                u3,Order Completed
                ,Order Completed,2,2026-01-02
                u5,"Order
                Completed",3,
                u6,"Order Completed,4,
                u7,Order Completed,5,
                """));

        assertThat(job.state()).isEqualTo(JobState.DONE);
        assertThat(job.progress())
                .extracting(Job.Progress::done, Job.Progress::total, Job.Progress::accepted, Job.Progress::refused)
                .containsExactly(7L, 7L, 3L, 4L);
        assertThat(log.accepted).hasSize(3);
        assertThat(log.accepted.firstEntry().getValue().event().call())
                .isInstanceOfSatisfying(
                        Call.Track.class,
                        it -> assertThat(String.valueOf(it.properties())).contains("\"price\":"));
        var report = JSON.readTree(job.papers().report());
        assertThat(report.path("kinds").toString())
                .isEqualTo("{\"invalid-cell\":1,\"no-identifier\":1,\"ragged-row\":1,\"unreadable-row\":1}");
        assertThat(report.at("/problems/0").toString())
                .isEqualTo("{\"row\":3,\"line\":3,\"column\":\"price\",\"kind\":\"invalid-cell\","
                        + "\"message\":\"The cell for /properties/price is not a number with the decimal sign ..\"}");
        assertThat(report.at("/problems/2/line").asInt()).isEqualTo(5);
        assertThat(report.at("/problems/3/line").asInt()).isEqualTo(8);
        assertThat(report.at("/preview").isEmpty()).isTrue();
    }

    @Test
    void keepsTheLineOfARefusedRowAndTheCallThatWasMadeOfIt() {
        finish(orders("userId,event,price\nu2,Order Completed,cheap\nu3\n"));

        var rows = new ArrayList<>(log.refused.values());
        assertThat(rows).hasSize(2);
        var cell = rows.stream()
                .filter(it -> it.line().mapped() != null)
                .findFirst()
                .orElseThrow();
        assertThat(cell.bytes()).hasToString("u2,Order Completed,cheap");
        assertThat(((IntakeVerdict.Refused) cell.row().verdict()).original())
                .hasToString("{\"type\":\"track\",\"userId\":\"u2\",\"event\":\"Order Completed\","
                        + "\"properties\":{\"price\":\"cheap\"}}");
        assertThat(cell.row().verdict().messageId()).startsWith("imp-").endsWith("-2");
    }

    /** The process dies at any moment: while reading, before or after the acknowledgement. */
    @ParameterizedTest
    @CsvSource({"1, false, UTF-8", "2, true, UTF-8", "3, false, UTF-16LE", "4, true, windows-1252", "5, true, UTF-16BE"
    })
    void givesTheSameHoweverOftenItsProcessDies(long seed, boolean gzip, String charset) throws IOException {
        byte[] file = file(seed, charset, gzip, 6_000);
        var undisturbed = finish(start(file, false, ImportOptions.NONE));
        var expected = log.copy();
        log.clear();
        var random = new Random(seed);

        var job = start(file, false, ImportOptions.NONE);
        log.diesAfter = () -> random.nextInt(4);
        for (int life = 0;
                life < 60 && !get(jobs.find("acme", job.id())).state().isFinal();
                life++) {
            process("life-" + life).look().toFuture().join();
            now += LEASE.toMillis() + 1;
        }

        log.diesAfter = () -> Integer.MAX_VALUE;
        var ended = finish(job);
        assertThat(ended.progress()).as("seed %d", seed).isEqualTo(undisturbed.progress());
        assertThat(log.copy()).as("seed %d", seed).isEqualTo(expected);
        assertThat(log.deaths).isPositive();
    }

    @Test
    void writesNothingInADryRunAndSaysWhatItWouldDo() {
        var file = new StringBuilder("userId;plan;age\n");
        for (int row = 0; row < 2_500; row++) {
            file.append("u")
                    .append(row)
                    .append(";pro;")
                    .append(row % 2 == 0 ? "7" : "seven")
                    .append('\n');
        }
        var options = ImportOptions.NONE.withMapping(JSON.readTree("""
                {"type":"identify","columns":[{"column":"userId","field":"userId"},
                 {"column":"age","field":"traits.age","cast":"number"}],"others":"traits"}"""));

        var job = finish(start(file.toString().getBytes(StandardCharsets.UTF_8), true, options));

        assertThat(log.accepted).isEmpty();
        assertThat(log.refused).isEmpty();
        assertThat(job.progress().accepted()).isEqualTo(1250);
        assertThat(job.progress().refused()).isEqualTo(1250);
        var report = JSON.readTree(job.papers().report());
        assertThat(report.path("problems").size()).isEqualTo(100);
        assertThat(report.at("/kinds/invalid-cell").asInt()).isEqualTo(1250);
        assertThat(report.at("/detected/delimiter").asString()).isEqualTo(";");
        assertThat(report.at("/detected/encoding").asString()).isEqualTo("UTF-8");
        assertThat(report.path("preview").size()).isEqualTo(5);
        assertThat(report.at("/preview/0/traits/plan").asString()).isEqualTo("pro");
    }

    @Test
    void givesAFileThatIsSentAgainTheSameIdsUnlessItIsReadInAnotherWay() {
        var file = "userId,event\nu,A\nu,A\n".getBytes(StandardCharsets.UTF_8);
        finish(start(file, false, ImportOptions.NONE));
        assertThat(log.accepted).hasSize(2);

        finish(start(file, false, ImportOptions.NONE));
        assertThat(log.accepted).hasSize(2);

        finish(start(file, false, ImportOptions.NONE.withMapping(JSON.readTree("""
                {"type":"track","columns":[{"column":"userId","field":"userId"},{"column":"event","field":"event"}],
                 "constants":{"properties.file":"1"}}"""))));
        assertThat(log.accepted).hasSize(4);
    }

    @Test
    void endsWithWhatItHadWhenItIsCancelled() {
        var file = new StringBuilder("userId,event\n");
        for (int row = 0; row < 5_000; row++) {
            file.append("u,A\n");
        }
        var job = start(file.toString().getBytes(StandardCharsets.UTF_8), false, ImportOptions.NONE);
        log.afterAppend = () -> {
            if (log.appends == 2) {
                jobs.cancel("acme", job.id()).toFuture().join();
            }
        };

        var ended = finish(job);

        assertThat(ended.state()).isEqualTo(JobState.CANCELLED);
        assertThat(ended.progress().total()).isEqualTo(ended.progress().done()).isEqualTo(log.accepted.size());
        assertThat(ended.progress().done()).isBetween(1L, 4_999L);
        assertThat(directory.toFile().list()).isEmpty();
    }

    /** Longer than several chunks: an end is not where nothing comes for a while. */
    @Test
    void readsOnBehindMegabytesWithoutARow() {
        var job = finish(
                csv("userId,event\nu1,A\n" + "\n".repeat(3_000_000) + "u2," + "x".repeat(3_000_000) + "\nu3,A\n"));

        assertThat(job.state()).isEqualTo(JobState.DONE);
        assertThat(job.progress())
                .extracting(Job.Progress::done, Job.Progress::accepted, Job.Progress::refused)
                .containsExactly(3L, 2L, 1L);
        assertThat(JSON.readTree(job.papers().report()).at("/kinds/too-large").asInt())
                .isEqualTo(1);
    }

    @Test
    void waitsWhileItsTenantIsSuspended() {
        var job = csv("userId,event\nu,A\n");
        tenants.put(new TenantState("acme", true, 0, OwnLimits.NONE, PrivateFields.NONE, "", true));
        process("one").look().toFuture().join();
        assertThat(get(jobs.find("acme", job.id())).state()).isEqualTo(JobState.QUEUED);

        tenants.put(new TenantState("acme", false, 0, OwnLimits.NONE, PrivateFields.NONE, "", true));
        assertThat(finish(job).state()).isEqualTo(JobState.DONE);
    }

    @Test
    void saysThatAGzipFileIsCutOff() throws IOException {
        byte[] whole = file(9, "UTF-8", true, 20_000);

        // With its encoding told, nobody looks further than the beginning before the job does.
        var job = finish(start(
                java.util.Arrays.copyOf(whole, whole.length * 9 / 10),
                false,
                ImportOptions.NONE.withEncoding(StandardCharsets.UTF_8)));

        assertThat(job.state()).isEqualTo(JobState.FAILED);
        assertThat(job.error()).contains("gzip");
        assertThat(job.progress().total()).isEqualTo(job.progress().done());
    }

    @Test
    void keepsATenantsOwnLimits() {
        tenants.put(new TenantState("acme", false, 0, new OwnLimits(60, 0, 0, 0, 0), PrivateFields.NONE, "", true));

        var job = finish(start(
                ("{\"type\":\"track\",\"userId\":\"u\",\"event\":\"A\"}\n{\"type\":\"track\",\"userId\":\"u\","
                                + "\"event\":\"A\",\"properties\":{\"long\":\"xxxxxxxxxxxxxxxxx\"}}\n")
                        .getBytes(StandardCharsets.UTF_8),
                false,
                ImportOptions.NONE));

        assertThat(job.progress().accepted()).isEqualTo(1);
        assertThat(JSON.readTree(job.papers().report()).at("/kinds/too-large").asInt())
                .isEqualTo(1);
    }

    @Test
    void takesTheLargestRowThatATenantMayHaveAndSaysHowMuchOfALongerOneWasRead() {
        tenants.put(
                new TenantState("acme", false, 0, new OwnLimits(512 * 1024, 0, 0, 0, 0), PrivateFields.NONE, "", true));
        var call = "{\"type\":\"track\",\"userId\":\"u\",\"event\":\"A\",\"properties\":{\"long\":\"%s\"}}\n";
        var file = call.formatted("x".repeat(520_000)) + call.formatted("x".repeat(3_000_000));

        var job = finish(start(file.getBytes(StandardCharsets.UTF_8), false, ImportOptions.NONE));

        assertThat(job.progress())
                .extracting(Job.Progress::done, Job.Progress::accepted, Job.Progress::refused)
                .containsExactly(2L, 1L, 1L);
        assertThat(JSON.readTree(job.papers().report())
                        .at("/problems/0/message")
                        .asString())
                .isEqualTo("The row has more than 1048576 bytes, at most 524288 are taken.");
    }

    /** Rows that become calls, that a mapping makes bad calls of, and that nobody can read. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            ~userId,event,card,price\\nu,A,4111111111111111,1\\n,A,4111111111111111,2\\nu,A,4111111111111111,cheap\\nu,4111111111111111\\n~
            ~{"type":"track","userId":"u","event":"A","properties":{"card":"4111111111111111"}}\\n{"type":"track","event":"A","properties":{"card":"4111111111111111"}}\\n{"card":"4111111111111111\\n~
            """)
    void keepsPrivateFieldsOutOfEverythingThatIsWritten(String lines) {
        tenants.put(new TenantState(
                "acme",
                false,
                0,
                OwnLimits.NONE,
                PrivateFields.of(List.of(new PrivateField("properties.card", PrivateAction.DROP))),
                "",
                true));
        byte[] file = lines.replace("\\n", "\n").getBytes(StandardCharsets.UTF_8);
        var options = lines.startsWith("{") ? ImportOptions.NONE : ImportOptions.NONE.withMapping(JSON.readTree("""
                {"type":"track","columns":[{"column":"userId","field":"userId"},{"column":"event","field":"event"},
                 {"column":"card","field":"properties.card"},
                 {"column":"price","field":"properties.price","cast":"number"}]}"""));

        var tried = finish(start(file, true, options));
        var done = finish(start(file, false, options));

        assertThat(JSON.readTree(tried.papers().report())
                        .at("/preview/0/userId")
                        .asString())
                .isEqualTo("u");
        assertThat(tried.papers().report() + done.papers()).doesNotContain("4111111111111111");
        assertThat(log.accepted).hasSize(1);
        assertThat(log.accepted.firstEntry().getValue().event().toString()).doesNotContain("4111111111111111");
        assertThat(log.refused).hasSizeGreaterThan(1);
        assertThat(log.refused.values()).allSatisfy(it -> {
            assertThat(it.bytes().toString()).doesNotContain("4111111111111111");
            assertThat(((IntakeVerdict.Refused) it.row().verdict()).original().toString())
                    .doesNotContain("4111111111111111");
        });
    }

    @Test
    void leavesOutWhoWasErasedSinceTheFileCame() {
        var since = new DoorList.Window(Intake.NOW.plusSeconds(60), null);
        Intake.DOOR_LIST.erase("acme", "user_iderased-later".getBytes(StandardCharsets.UTF_8), since);
        var file = """
                {"type":"track","userId":"erased-later","event":"A"}
                {"type":"track","userId":"somebody","event":"A"}
                """;

        var job = finish(start(file.getBytes(StandardCharsets.UTF_8), false, ImportOptions.NONE));

        assertThat(job.progress().suppressed()).isEqualTo(1);
        assertThat(job.progress().accepted()).isEqualTo(1);
    }

    /** The first rows are read, then their person is erased, then the rest is read by another process. */
    @Test
    void balancesWhenRowsAreErasedWhileTheirFileWaits() {
        var file = new StringBuilder("userId,event,price,note\n");
        IntStream.range(0, 3_000)
                .forEach(row -> file.append(row % 10 == 0 ? "anna@mail.example" : "u" + row)
                        .append(",A,")
                        .append(row)
                        .append(row % 10 == 5 ? ",\"to\nANNA@mail.example\"\n" : ",x\n"));
        var job = csv(file.toString());
        var appends = new AtomicInteger();
        log.diesAfter = () -> appends.incrementAndGet() == 2 ? 1 : 2;
        process("first").look().toFuture().join();
        long read = get(jobs.find("acme", job.id())).progress().done();

        var searches = new OneSearch(new FileSearches.Asked(erasure("anna@mail.example"), job.id()));
        get(new SearchFiles(searches, spool(), jobs, Intake.DIGEST).look().thenReturn(true));
        var done = finish(job);

        assertThat(read).as("a chunk with its header").isEqualTo(999);
        assertThat(searches.found).isEqualTo(600);
        assertThat(done.state()).isEqualTo(JobState.DONE);
        assertThat(done.progress().total()).isEqualTo(3_000);
        assertThat(done.progress().suppressed()).isEqualTo(400);
        assertThat(done.progress().accepted()).isEqualTo(2_600);
        assertThat(done.progress().refused()).isZero();
    }

    private static PersonRequest erasure(String email) {
        var known = new PersonRequest.Known("email", new byte[32], email);
        return new PersonRequest(
                "acme",
                "r1",
                RequestKind.ERASE,
                null,
                Stage.DELETE,
                1,
                Intake.NOW,
                Intake.NOW,
                List.of(known),
                List.of());
    }

    private static final class OneSearch implements FileSearches {

        private final Asked asked;
        private long found = -1;

        OneSearch(Asked asked) {
            this.asked = asked;
        }

        @Override
        public Flux<Asked> open() {
            return Flux.just(asked);
        }

        @Override
        public Mono<Void> done(Asked answered, long count, List<String> records) {
            return Mono.fromRunnable(() -> found = count);
        }

        @Override
        public Mono<Integer> expire(Duration age) {
            return Mono.just(0);
        }
    }

    @Test
    void judgesRowsByTheTrackingPlan() {
        plans = Plans.judgingAll("""
                {"events":{"A":{"action":"block","schema":{"properties":{"n":{"type":"number"}}}}}}""");
        var file = """
                {"type":"track","userId":"u","event":"A","properties":{"n":1}}
                {"type":"track","userId":"u","event":"A","properties":{"n":"x"}}
                """;

        var job = finish(start(file.getBytes(StandardCharsets.UTF_8), false, ImportOptions.NONE));

        assertThat(job.progress().accepted()).isEqualTo(1);
        assertThat(JSON.readTree(job.papers().report()).path("kinds").toString())
                .isEqualTo("{\"plan-violation\":1}");
    }

    private static byte[] file(long seed, String charset, boolean gzip, int rows) throws IOException {
        var random = new Random(seed);
        var file = new StringBuilder("userId,event,note,price\r\n");
        for (int row = 0; row < rows; row++) {
            file.append(random.nextInt(50) == 0 ? "" : "u" + row).append(",Order Completed,");
            file.append("\"a\nbé,\"\"c\"\"\"").append(',').append(random.nextInt(20) == 0 ? "x" : row);
            file.append(random.nextInt(30) == 0 ? ",more" : "").append("\r\n");
        }
        byte[] bytes = file.toString().getBytes(Charset.forName(charset));
        if (!gzip) {
            return bytes;
        }
        var packed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    /** Orders whose price has to be a number. */
    private Job orders(String file) {
        var mapping = JSON.readTree("""
                {"type":"track","columns":[{"column":"userId","field":"userId"},{"column":"event","field":"event"},
                 {"column":"price","field":"properties.price","cast":"number"}]}""");
        return start(file.getBytes(StandardCharsets.UTF_8), false, ImportOptions.NONE.withMapping(mapping));
    }

    private Job csv(String file) {
        return start(file.getBytes(StandardCharsets.UTF_8), false, ImportOptions.NONE);
    }

    private Job start(byte[] file, boolean dryRun, ImportOptions options) {
        sources.put(source());
        var start = new StartImport(spool(), jobs, Clock.fixed(Intake.NOW, ZoneOffset.UTC), ImportWorkTest::id);
        var stored = get(start.receive("acme", Flux.just(ByteBuffer.wrap(file))));
        var verdict = get(start.plan(stored, options));
        assertThat(verdict).isInstanceOf(PlanVerdict.Planned.class);
        return get(start.start(source(), stored, ((PlanVerdict.Planned) verdict).reading(), dryRun));
    }

    /** A time-ordered id as the service gives them. */
    private static String id() {
        var random = UUID.randomUUID();
        return new UUID((System.nanoTime() << 16) | 0x7000L, random.getLeastSignificantBits()).toString();
    }

    private Job finish(Job job) {
        now += LEASE.toMillis() + 1;
        process("finisher-" + now).look().toFuture().join();
        return get(jobs.find("acme", job.id()));
    }

    /** A process of its own: nothing but jobs, files and the log is shared. */
    private RunJobs process(String name) {
        var policy = Intake.policy(tenants, plans);
        var work = new ImportWork(
                new ImportWork.Stores(spool(), jobs, log),
                new ImportWork.Judging(sources, policy, EventLimits.DEFAULTS, new NoCounts(), AN_HOUR_LATER),
                tenants);
        return new RunJobs(jobs, Set.of(work), new Jobs.Holder(name, LEASE), new Here(), PLACES);
    }

    private FileSpool spool() {
        return new FileSpool(
                directory,
                new FileSpool.Bounds(100_000_000, 1_000_000_000, 1_000_000_000, 0),
                Clock.systemUTC(),
                Schedulers.immediate());
    }

    private static Source source() {
        return new Source("acme", "s-1", "web", SourceSettings.of("Web", true, false), List.of(), 1);
    }

    private static <T> T get(Mono<T> result) {
        return result.toFuture().join();
    }

    /** Runs at once; a broker that is gone ends this process's life. */
    private record Here() implements Background {
        @Override
        public void run(Mono<?> work, Runnable atEnd) {
            work.onErrorComplete(BrokerUnavailable.class)
                    .doFinally(end -> atEnd.run())
                    .toFuture()
                    .join();
        }

        @Override
        public boolean isPassing(Throwable fault) {
            return fault instanceof BrokerUnavailable;
        }
    }

    private record NoCounts() implements IntakeCounts {
        @Override
        public void count(Source source, List<IntakeVerdict> verdicts) {}

        @Override
        public void turnedAway(String reason) {}
    }
}
