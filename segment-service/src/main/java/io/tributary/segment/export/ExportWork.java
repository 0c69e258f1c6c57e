package io.tributary.segment.export;

import io.tributary.segment.export.ExportPosition.Phase;
import io.tributary.segment.export.ExportPosition.Written;
import io.tributary.segment.export.ExportRequest.Format;
import io.tributary.segment.job.Job;
import io.tributary.segment.job.Job.Progress;
import io.tributary.segment.job.JobState;
import io.tributary.segment.job.JobWork;
import io.tributary.segment.tenant.Tenants;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * Writes an export, a page of rows and a part of the file in each step, all from one view of the index. Whoever takes it over
 * goes on behind the last stored part; when the view is gone meanwhile, the file is begun anew rather than joined from two.
 */
public final class ExportWork implements JobWork {

    public static final String KIND = "export";

    private static final int MOST_RESTARTS = 3;

    private final ExportSource source;
    private final ExportFiles files;
    private final ExportLimits limits;
    private final ExportCounts counts;
    private final Tenants tenants;

    public ExportWork(
            ExportSource source, ExportFiles files, ExportLimits limits, ExportCounts counts, Tenants tenants) {
        this.source = source;
        this.files = files;
        this.limits = limits;
        this.counts = counts;
        this.tenants = tenants;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public boolean canRun(Job job) {
        return !tenants.refuses(job.tenant());
    }

    @Override
    public Job step(Job job) {
        var request = ExportJson.request(job.papers().request());
        var position = ExportJson.position(job.papers().position());
        try {
            return switch (position.phase()) {
                case OPEN -> open(job, request, position);
                case COLUMNS -> findColumns(job, request, position);
                case ROWS -> write(job, request, position);
            };
        } catch (ExportSource.ViewLost e) {
            return restarted(job, position);
        }
    }

    private Job open(Job job, ExportRequest request, ExportPosition position) {
        files.clear(job);
        var view = source.open(job.tenant(), request);
        var phase = request.format() == Format.CSV ? Phase.COLUMNS : Phase.ROWS;
        var opened = position.opened(view.id(), phase, request.columns());
        return advanced(job, new Progress(0, view.total()), opened);
    }

    private Job findColumns(Job job, ExportRequest request, ExportPosition position) {
        var page = page(job, request, position);
        return advanced(job, job.progress(), position.found(page.items(), page.next(), limits.columns()));
    }

    private Job write(Job job, ExportRequest request, ExportPosition position) {
        var page = page(job, request, position);
        var text = text(request, position, page.items());
        byte[] bytes = text.text().getBytes(StandardCharsets.UTF_8);
        byte[] packed = Packed.of(bytes);
        var before = position.written();
        if (before.packed() + packed.length > limits.filePacked()) {
            return done(job, position, job.progress().total() - before.rows() - before.withheld());
        }
        int parts = position.parts();
        if (bytes.length > 0) {
            files.put(job, parts++, packed);
        }
        var written = before.plus(
                new Written(page.items().size(), bytes.length, packed.length, text.leftOut(), page.withheld()));
        var next = position.wrote(page.next(), parts, written);
        return page.next() == null
                ? done(job, next, 0)
                : advanced(job, new Progress(written.rows(), job.progress().total()), next);
    }

    private static ExportText text(ExportRequest request, ExportPosition position, List<ExportRow> rows) {
        return switch (request.format()) {
            case NDJSON -> ExportText.ndjson(rows);
            case CSV -> {
                var text = ExportText.csv(rows, position.columns());
                yield position.parts() == 0
                        ? new ExportText(ExportText.header(position.columns()) + text.text(), text.leftOut())
                        : text;
            }
        };
    }

    private ExportSource.Page<ExportRow> page(Job job, ExportRequest request, ExportPosition position) {
        return new ExportRows(source).page(job.tenant(), request, position.view(), position.from());
    }

    private static Job advanced(Job job, Progress progress, ExportPosition position) {
        var phase = position.phase().name().toLowerCase(Locale.ROOT);
        return job.advanced(progress, ExportJson.print(position), ExportJson.print(report(position, phase, 0)));
    }

    private Job done(Job job, ExportPosition position, long rowsLeftOut) {
        var report = report(position, rowsLeftOut == 0 ? "whole" : "truncated", rowsLeftOut);
        counts.countFinished(report);
        var rows = position.written().rows();
        return job.advanced(
                        new Progress(rows, rows + rowsLeftOut), ExportJson.print(position), ExportJson.print(report))
                .ended(JobState.DONE);
    }

    private static ExportReport report(ExportPosition position, String phase, long rowsLeftOut) {
        var written = position.written();
        return new ExportReport(
                phase,
                position.read(),
                written.rows(),
                written.bytes(),
                rowsLeftOut,
                written.leftOut(),
                written.withheld(),
                position.restarts());
    }

    private Job restarted(Job job, ExportPosition position) {
        if (position.restarts() >= MOST_RESTARTS) {
            return job.failed("The view of the index was lost " + (MOST_RESTARTS + 1) + " times. Ask again later.");
        }
        counts.countRestarted();
        return advanced(job, Progress.NONE, ExportPosition.beginning(position.restarts() + 1));
    }

    @Override
    public void ended(Job job) {
        var position = ExportJson.position(job.papers().position());
        if (!position.view().isEmpty()) {
            source.close(position.view());
        }
        if (job.state() != JobState.DONE) {
            files.clear(job);
        }
    }
}
