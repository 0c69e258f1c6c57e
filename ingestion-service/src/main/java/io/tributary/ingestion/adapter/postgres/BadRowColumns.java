package io.tributary.ingestion.adapter.postgres;

import io.tributary.ingestion.badrow.BadRow;
import io.tributary.ingestion.badrow.BadRowSummary;
import io.tributary.ingestion.event.JsonBytes;
import io.tributary.ingestion.intake.SentWith;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A bad row as a row of its table. */
final class BadRowColumns {

    /** One that was erased stays so, however often the topic or a client tells of it; a repeated one is there already. */
    static final String INSERT = """
            insert into bad_row (tenant, id, name, source_id, kind, pointer, failure, received_at, message_id, call,
                original, original_size, truncated, job_id, line, mapped, envelope, retried)
            select * from (values (?::text, ?::text, ?::bytea, ?::text, ?::text, ?::text, ?::text, ?::timestamptz, ?::text, ?::text,
                ?::bytea, ?::integer, ?::boolean, ?::text, ?::bigint, ?::bytea, ?::bytea, ?::boolean)) as new (tenant, id, name)
            where not exists (select from bad_row_erased as gone where gone.tenant = new.tenant and gone.id = new.id)
                and not exists (select from bad_row_erased as gone where gone.tenant = new.tenant and gone.name = new.name)
            on conflict do nothing""";

    /** All but the bytes. */
    static final List<String> OF_SUMMARY = List.of(
            "id",
            "source_id",
            "kind",
            "pointer",
            "failure",
            "received_at",
            "message_id",
            "call",
            "original_size",
            "truncated",
            "job_id",
            "line",
            "replayed_by");

    private BadRowColumns() {}

    /** The newest rows whole, at most {@code :limit} and {@code :most} bytes and one row more: sizes are known without reading. */
    static String sized(String where) {
        return "select * from (select *, sum(bytes) over (order by id desc) - bytes as bytes_before from"
                + " (select *, octet_length(original) + coalesce(octet_length(mapped), 0)"
                + " + coalesce(octet_length(envelope), 0) as bytes from bad_row where " + where
                + " order by id desc limit :limit) as newest) as sized"
                + " where bytes_before < :most order by id desc";
    }

    static @Nullable Object[] values(BadRow row, byte @Nullable [] name) {
        var line = row.line();
        var mapped = line == null ? null : line.mapped();
        var with = row.original().sentWith();
        return new @Nullable Object[] {
            row.tenant(),
            row.id(),
            name,
            row.sourceId(),
            row.reason().kind(),
            row.reason().pointer(),
            row.reason().failure(),
            Timestamp.from(row.receivedAt()),
            row.messageId(),
            row.call(),
            row.original().bytes().copy(),
            row.original().sizeInBytes(),
            row.original().truncated(),
            line == null ? "" : line.jobId(),
            line == null ? 0 : line.number(),
            mapped == null ? null : mapped.copy(),
            with.envelope().length() == 0 ? null : with.envelope().copy(),
            with.retried()
        };
    }

    static BadRow row(ResultSet row, int number) throws SQLException {
        return new BadRow(
                row.getString("tenant"),
                row.getString("source_id"),
                row.getString("id"),
                reason(row),
                row.getTimestamp("received_at").toInstant(),
                row.getString("message_id"),
                row.getString("call"),
                new BadRow.Original(
                        JsonBytes.of(row.getBytes("original")),
                        row.getInt("original_size"),
                        row.getBoolean("truncated"),
                        sentWith(row)),
                line(row),
                row.getString("replayed_by"));
    }

    private static SentWith sentWith(ResultSet row) throws SQLException {
        byte[] envelope = row.getBytes("envelope");
        return new SentWith(JsonBytes.of(envelope == null ? new byte[0] : envelope), row.getBoolean("retried"));
    }

    private static BadRow.@Nullable Line line(ResultSet row) throws SQLException {
        var jobId = row.getString("job_id");
        byte[] mapped = row.getBytes("mapped");
        return jobId.isEmpty()
                ? null
                : new BadRow.Line(jobId, row.getLong("line"), mapped == null ? null : JsonBytes.of(mapped));
    }

    static BadRowSummary summary(ResultSet row, int number) throws SQLException {
        var jobId = row.getString("job_id");
        return new BadRowSummary(
                row.getString("id"),
                row.getString("source_id"),
                reason(row),
                row.getTimestamp("received_at").toInstant(),
                row.getString("message_id"),
                row.getString("call"),
                new BadRowSummary.Size(row.getInt("original_size"), row.getBoolean("truncated")),
                jobId.isEmpty() ? null : new BadRowSummary.Place(jobId, row.getLong("line")),
                row.getString("replayed_by"));
    }

    private static BadRow.Reason reason(ResultSet row) throws SQLException {
        return new BadRow.Reason(row.getString("kind"), row.getString("pointer"), row.getString("failure"));
    }
}
