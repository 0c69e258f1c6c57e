package io.tributary.segment.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.segment.export.ExportRequest.Format;
import io.tributary.segment.feature.ProfileState;
import io.tributary.segment.history.HistoryEvent;
import io.tributary.segment.job.Job;
import io.tributary.segment.job.JobState;
import io.tributary.segment.stay.Stay;
import io.tributary.segment.tenant.Tenants;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** Steps of an export over pages of two events in memory. */
class ExportWorkTest {

    private static final ExportLimits WIDE = new ExportLimits(3, 1_000_000, 1_000_000, 100);

    private final Events events = new Events();
    private final Parts parts = new Parts();
    private final ExportCounts counts = new ExportCounts();

    @Test
    void writesEveryRowOnceUnderAllColumns() {
        events.has(5);

        var job = run(work(WIDE), Format.CSV);

        assertThat(job.state()).isEqualTo(JobState.DONE);
        assertThat(job.progress()).isEqualTo(new Job.Progress(5, 5));
        assertThat(parts.text().lines().findFirst().orElseThrow())
                .as("a column that only the last row has")
                .endsWith(",n,last");
        assertThat(parts.text().lines()).hasSize(6).doesNotHaveDuplicates();
        assertThat(ExportReport.of(job).bytes()).isEqualTo(parts.text().getBytes(StandardCharsets.UTF_8).length);
        assertThat(events.open).as("views that are held").isZero();
    }

    @Test
    void comesToTheSameWhenEachStepIsDoneTwice() {
        events.has(5);
        var work = work(WIDE);
        var job = queued(Format.NDJSON);
        while (!job.state().isFinal()) {
            work.step(job);
            job = work.step(job);
        }

        assertThat(parts.text().lines()).hasSize(5).doesNotHaveDuplicates();
        assertThat(job.progress()).isEqualTo(new Job.Progress(5, 5));
    }

    @Test
    void beginsAnewWhenTheViewIsGone() {
        events.has(5);
        var work = work(WIDE);
        var job = queued(Format.NDJSON);
        job = work.step(work.step(job));
        assertThat(parts.text().lines()).hasSize(2);
        events.lost = true;

        var lost = work.step(job);
        events.has(3);
        events.lost = false;
        var end = run(work, lost);

        assertThat(end.progress()).isEqualTo(new Job.Progress(3, 3));
        assertThat(parts.text().lines()).hasSize(3);
        assertThat(ExportReport.of(end).restarts()).isEqualTo(1);
        assertThat(counts.restarted()).isEqualTo(1);
    }

    @Test
    void givesUpWhenTheViewIsGoneAgainAndAgain() {
        events.has(5);
        events.lost = true;

        var job = run(work(WIDE), Format.CSV);

        assertThat(job.state()).isEqualTo(JobState.FAILED);
        assertThat(job.error()).contains("4 times");
        assertThat(parts.kept).isEmpty();
    }

    @Test
    void saysWhatALimitLeftOut() {
        events.has(7);
        run(work(WIDE), Format.CSV);
        long whole = parts.kept.values().stream().mapToLong(it -> it.length).sum();

        var job = run(work(new ExportLimits(3, whole - 1, 1_000_000, 100)), Format.CSV);

        var report = ExportReport.of(job);
        assertThat(report.phase()).isEqualTo("truncated");
        assertThat(report.rows()).isPositive().isLessThan(7);
        assertThat(report.rows() + report.rowsLeftOut()).isEqualTo(7);
        assertThat(counts.truncated()).isEqualTo(1);
        assertThat(parts.text().lines()).hasSize((int) report.rows() + 1);
    }

    @Test
    void saysWhatFoundNoColumnAndWhatWasWithheld() {
        events.has(5);
        events.withheld = 1;

        var job = run(work(new ExportLimits(3, 1_000_000, 1_000_000, EventRows.COLUMNS.size() + 1)), Format.CSV);

        var report = ExportReport.of(job);
        assertThat(report.valuesLeftOut()).as("the column named last").isEqualTo(1);
        assertThat(counts.valuesLeftOut()).isEqualTo(1);
        assertThat(report.rowsWithheld()).as("one a page").isEqualTo(3);
    }

    private ExportWork work(ExportLimits limits) {
        return new ExportWork(events, parts, limits, counts, new Tenants());
    }

    private static Job run(ExportWork work, Format format) {
        return run(work, queued(format));
    }

    private static Job run(ExportWork work, Job from) {
        var job = from;
        while (!job.state().isFinal()) {
            job = work.step(job);
        }
        work.ended(job);
        return job;
    }

    private static Job queued(Format format) {
        var request = new ExportRequest.Events(null, Instant.EPOCH, null, format);
        return Job.queued("t", "seg_1", ExportWork.KIND, ExportJson.print(request), Instant.EPOCH);
    }

    private static HistoryEvent event(int number, boolean isLast) {
        return new HistoryEvent(
                "t",
                "m-" + number,
                "anna",
                1,
                "track",
                "Order Completed",
                "",
                "shop",
                new HistoryEvent.Ids("u", "", "", ""),
                new HistoryEvent.Times(number, number, number, null, null, false),
                new HistoryEvent.Bodies("{\"n\":" + number + (isLast ? ",\"last\":true}" : "}"), "", "", "", "", 0, 0),
                new HistoryEvent.Origin(0, 0, List.of()),
                new HistoryEvent.Place(0, 0),
                null);
    }

    /** Events in memory, in pages of two. */
    private static final class Events implements ExportSource {
        private final List<HistoryEvent> all = new ArrayList<>();
        private int withheld;
        private int open;
        private boolean lost;

        void has(int count) {
            all.clear();
            IntStream.range(0, count).forEach(it -> all.add(event(it, it == count - 1)));
        }

        @Override
        public View open(String tenant, ExportRequest request) {
            open = 1;
            return new View("view", all.size());
        }

        @Override
        public Page<ProfileState> members(
                String tenant, ExportRequest.Members request, String view, @Nullable String from) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Page<HistoryEvent> events(
                String tenant, ExportRequest.Events request, String view, @Nullable String from) {
            if (lost) {
                throw new ViewLost();
            }
            int begin = from == null ? 0 : Integer.parseInt(from);
            int end = Math.min(all.size(), begin + 2);
            return new Page<>(all.subList(begin, end), withheld, end == all.size() ? null : Integer.toString(end));
        }

        @Override
        public Page<Stay> stays(String tenant, ExportRequest.Changes request, String view, @Nullable String from) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close(String view) {
            open = 0;
        }
    }

    /** Parts in memory. */
    private static final class Parts implements ExportFiles {
        private final TreeMap<Integer, byte[]> kept = new TreeMap<>();

        String text() {
            var text = new StringBuilder();
            kept.values().forEach(it -> text.append(new String(Packed.unpacked(it), StandardCharsets.UTF_8)));
            return text.toString();
        }

        @Override
        public void put(Job job, int number, byte[] packed) {
            kept.put(number, packed);
        }

        @Override
        public void clear(Job job) {
            kept.clear();
        }

        @Override
        public Mono<byte[]> part(Job job, int number) {
            return Mono.justOrEmpty(kept.get(number));
        }

        @Override
        public Mono<Long> kept(String tenant) {
            return Mono.just(0L);
        }

        @Override
        public long forget(String tenant) {
            throw new UnsupportedOperationException();
        }
    }
}
