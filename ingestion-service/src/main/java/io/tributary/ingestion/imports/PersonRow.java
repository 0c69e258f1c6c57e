package io.tributary.ingestion.imports;

import io.tributary.ingestion.mapping.MapRow;
import io.tributary.ingestion.mapping.MappedRow;
import io.tributary.ingestion.person.SubjectSearch;
import io.tributary.ingestion.rows.CsvCells;
import io.tributary.ingestion.rows.Encodings;
import io.tributary.ingestion.rows.Row;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Finds a person in the rows of a file: in their text, and in the call that the mapping makes of them, which names its ids. For one thread at a time. */
final class PersonRow {

    private final ImportPlan plan;
    private final SubjectSearch search;
    private final @Nullable MapRow mapping;
    private final @Nullable CsvCells cells;

    PersonRow(ImportPlan plan, SubjectSearch search) {
        this.plan = plan;
        this.search = search;
        var reading = plan.reading();
        this.mapping = reading.mapping() == null ? null : new MapRow(reading.columns(), reading.mapping());
        this.cells = mapping == null ? null : new CsvCells(reading.format().delimiter());
    }

    boolean isAbout(Row row) {
        var text = decoded(row);
        if (text == null) {
            return search.isIn(row.bytes());
        }
        return search.isIn(text) || isInCall(text);
    }

    private boolean isInCall(String text) {
        var read = cells == null ? null : cells.read(text);
        if (mapping == null || read == null) {
            return false;
        }
        return switch (mapping.map(read)) {
            case MappedRow.Call call -> search.isIn(call.json());
            case MappedRow.BadCell cell -> search.isIn(cell.json());
            case MappedRow.Ragged _ -> false;
        };
    }

    String text(Row row) {
        var text = decoded(row);
        return text == null ? new String(row.bytes(), StandardCharsets.UTF_8) : text;
    }

    private @Nullable String decoded(Row row) {
        return Encodings.decode(row.bytes(), plan.reading().format().rowCharset());
    }
}
