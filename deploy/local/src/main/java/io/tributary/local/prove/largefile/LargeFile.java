package io.tributary.local.prove.largefile;

import com.google.errorprone.annotations.FormatMethod;
import io.tributary.local.api.Api;
import io.tributary.local.api.Imports;
import io.tributary.local.prove.lanes.HistoryFile;
import io.tributary.local.setup.OwnTenant;
import io.tributary.local.suite.Service;
import io.tributary.local.suite.Suite;
import io.tributary.local.watch.MemoryWatch;
import io.tributary.local.watch.Progress;
import java.io.PrintStream;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Sends one large file through the public API twice: tried out, then read for good; watches the memory of its reader. */
public final class LargeFile {

    /**
     * How much is sent.
     *
     * @param noteBytes of each row, which is about 100 bytes longer
     */
    public record Plan(long rows, int noteBytes, long seed) {}

    private static final long MEBI = 1024 * 1024;

    private final Suite suite;
    private final Api api;
    private final OwnTenant tenant;
    private final PrintStream out;

    public LargeFile(Suite suite, Api api, OwnTenant tenant, PrintStream out) {
        this.suite = suite;
        this.api = api;
        this.tenant = tenant;
        this.out = out;
    }

    /** Whether both jobs read every row, and accepted it. */
    public boolean run(Plan plan) throws InterruptedException {
        var pid = suite.pids().getOrDefault(Service.INGESTION.module(), -1L);
        say(
                "seed %d, %,d rows; the heap of %s is at most %d MiB",
                plan.seed(), plan.rows(), Service.INGESTION.module(), Service.INGESTION.heapInMebibytes());
        try (var memory = new MemoryWatch(pid, suite.management(Service.INGESTION))) {
            long before = memory.resident();
            memory.start();
            var source = source();
            boolean tried = read(plan, source, true);
            boolean read = read(plan, source, false);
            say("resident: %d MiB before, %d MiB at most", before, memory.peak());
            return tried && read;
        }
    }

    private String source() {
        return api.post(tenant.admin(), "/api/v1/sources", Map.of("name", "Large", "historical", true))
                .orFail("making the source")
                .path("id")
                .asString();
    }

    private boolean read(Plan plan, String source, boolean dryRun) throws InterruptedException {
        var said = new HashMap<>(Map.of("source", source, "format", "csv", "mapping", HistoryFile.mapping()));
        said.put("dryRun", Boolean.toString(dryRun));
        var end = suite.now().truncatedTo(ChronoUnit.SECONDS);
        var imports = new Imports(api, tenant.marketer());
        long sending = System.nanoTime();
        var id = imports.send(said, () -> new HistoryFile(plan.rows(), plan.seed(), end, plan.noteBytes()));
        double sent = secondsSince(sending);
        long reading = System.nanoTime();
        var job = imports.awaitEnd(id, plan.rows(), new Progress(out, false));
        double read = secondsSince(reading);
        double mebibytes = job.path("bytesTotal").asDouble() / MEBI;
        boolean whole =
                Imports.balanced(job, plan.rows()) && job.path("accepted").asLong() == plan.rows();
        say(
                "%s: %,.0f MiB sent in %.1f s (%.0f MiB/s), read in %.1f s (%.0f MiB/s, %,.0f rows/s); job %s, %,d of %,d rows accepted",
                dryRun ? "dry run" : "import",
                mebibytes,
                sent,
                mebibytes / sent,
                read,
                mebibytes / read,
                plan.rows() / read,
                job.path("state").asString(),
                job.path("accepted").asLong(),
                plan.rows());
        return whole;
    }

    private static double secondsSince(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    @FormatMethod
    private void say(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }
}
