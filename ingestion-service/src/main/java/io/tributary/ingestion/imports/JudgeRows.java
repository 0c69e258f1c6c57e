package io.tributary.ingestion.imports;

import io.tributary.ingestion.event.JsonBytes;
import io.tributary.ingestion.intake.Arrival;
import io.tributary.ingestion.intake.BulkLog.BadLine;
import io.tributary.ingestion.intake.BulkLog.BulkRow;
import io.tributary.ingestion.intake.BulkLog.MappedLine;
import io.tributary.ingestion.intake.CallReader;
import io.tributary.ingestion.intake.IntakePolicy;
import io.tributary.ingestion.intake.IntakeVerdict;
import io.tributary.ingestion.intake.Refusal;
import io.tributary.ingestion.mapping.MapRow;
import io.tributary.ingestion.mapping.MappedRow;
import io.tributary.ingestion.rows.CsvCells;
import io.tributary.ingestion.rows.Encodings;
import io.tributary.ingestion.rows.ErasedRow;
import io.tributary.ingestion.rows.Row;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes a call of each row of one file and judges it. A row without a message id gets one that reading it again gives
 * again. For one thread at a time.
 */
final class JudgeRows {

    private static final JsonBytes NOTHING = JsonBytes.of(new byte[0]);

    private final CallReader reader = new CallReader();
    private final String jobId;
    private final ImportPlan plan;
    private final Arrival arrival;
    private final IntakePolicy policy;
    private final @Nullable MapRow mapping;
    private final @Nullable CsvCells cells;

    JudgeRows(String jobId, ImportPlan plan, Arrival arrival, IntakePolicy policy) {
        this.jobId = jobId;
        this.plan = plan;
        this.arrival = arrival;
        this.policy = policy;
        var reading = plan.reading();
        this.mapping = reading.mapping() == null ? null : new MapRow(reading.columns(), reading.mapping());
        this.cells = mapping == null ? null : new CsvCells(reading.format().delimiter());
    }

    /**
     * A row with its verdict.
     *
     * @param column that the refusal is about; null when it is about the row, or when nothing was refused
     * @param call what was accepted, as far as it may be kept; null otherwise, and unless the import is a dry run
     */
    record Judged(
            Row row,
            BulkRow bulk,
            @Nullable String column,
            @Nullable JsonBytes call) {}

    Judged judge(Row row) {
        if (ErasedRow.is(row)) {
            return new Judged(row, BulkRow.of(new IntakeVerdict.Suppressed("", false, null)), null, null);
        }
        return switch (row.flaw()) {
            case TOO_LONG ->
                refused(
                        row,
                        new Refusal.TooLongRow(
                                row.bytes().length, policy.limits(arrival).eventBytes()));
            case BROKEN_QUOTES ->
                refused(row, new Refusal.UnreadableRow("a quote is not closed, or text follows a closing quote"));
            case NONE -> text(row);
        };
    }

    private Judged text(Row row) {
        var encoding = plan.reading().format().rowCharset();
        if (mapping == null && encoding.equals(StandardCharsets.UTF_8)) {
            return call(row, row.bytes(), false);
        }
        var text = Encodings.decode(row.bytes(), encoding);
        if (text == null) {
            return refused(
                    row,
                    new Refusal.UnreadableRow(
                            "its bytes are not " + plan.reading().format().encoding()));
        }
        return mapping == null || cells == null
                ? call(row, text.getBytes(StandardCharsets.UTF_8), false)
                : mapped(row, cells.read(text), mapping);
    }

    private Judged mapped(Row row, @Nullable List<String> read, MapRow mapping) {
        if (read == null) {
            return refused(row, new Refusal.UnreadableRow("its quotes are broken"));
        }
        return switch (mapping.map(read)) {
            case MappedRow.Call call -> call(row, call.json(), true);
            case MappedRow.Ragged ragged -> refused(row, new Refusal.RaggedRow(ragged.expected(), ragged.found()));
            case MappedRow.BadCell cell -> badCell(row, cell);
        };
    }

    private Judged call(Row row, byte[] json, boolean mapped) {
        var sent = reader.readStored(json);
        var verdict = policy.withMessageIds(() -> plan.messageId(row.number())).judge(sent, arrival);
        return switch (verdict) {
            case IntakeVerdict.Accepted _ ->
                new Judged(row, BulkRow.of(verdict), null, plan.dryRun() ? policy.kept(sent, arrival) : null);
            case IntakeVerdict.Suppressed _ -> new Judged(row, BulkRow.of(verdict), null, null);
            case IntakeVerdict.Refused refused ->
                refused(row, refused, mapped, columnOf(refused.refusal().pointer()));
        };
    }

    private Judged badCell(Row row, MappedRow.BadCell cell) {
        var judged = call(row, cell.json(), true).bulk().verdict();
        // A person who must leave no trace leaves none in a bad row either.
        if (judged instanceof IntakeVerdict.Suppressed) {
            return new Judged(row, BulkRow.of(judged), null, null);
        }
        var refusal = new Refusal.InvalidCell(cell.pointer(), cell.wanted());
        return refused(row, policy.refuse(refusal, reader.readStored(cell.json()), arrival), true, cell.column());
    }

    private Judged refused(Row row, Refusal refusal) {
        return refused(row, policy.refuse(refusal, reader.readStored(row.bytes()), arrival), false, null);
    }

    private Judged refused(Row row, IntakeVerdict.Refused refused, boolean mapped, @Nullable String column) {
        var id = refused.messageId().isEmpty() ? plan.messageId(row.number()) : refused.messageId();
        var named = refused.named(RowIds.badRow(jobId, row.number()), id);
        var line = new BadLine(jobId, row.line(), mapped ? mappedLine(row) : null);
        return new Judged(row, new BulkRow(named, line), column, null);
    }

    private MappedLine mappedLine(Row row) {
        return policy.keepsOut(arrival)
                ? new MappedLine(NOTHING, row.bytes().length)
                : new MappedLine(JsonBytes.of(row.bytes()), 0);
    }

    private @Nullable String columnOf(String pointer) {
        var mapped = plan.reading().mapping();
        return mapped == null ? null : mapped.columnOf(pointer);
    }
}
