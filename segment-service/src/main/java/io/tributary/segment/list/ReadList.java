package io.tributary.segment.list;

import io.tributary.segment.list.FileRead.Form;
import io.tributary.segment.list.FileRead.Place;
import io.tributary.segment.list.ListRefused.Rule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVRecord;

/**
 * Reads a file of identifiers: a column for each namespace, or the columns {@code namespace} and {@code value}. A cell that
 * identity would refuse is counted, and its place said, never what it holds.
 */
final class ReadList {

    private static final int BATCH = 1_000;
    private static final int NAMED_PLACES = 20;

    /** An identifier in the form in which it is digested. */
    record Identifier(String namespace, String value) {}

    private final Consumer<List<Identifier>> take;
    private final long most;
    private final ListFormat said;
    private final NormalForm form;
    private final List<Identifier> batch = new ArrayList<>(BATCH);
    private final List<Place> places = new ArrayList<>();
    private long rows;
    private long identifiers;
    private long invalid;

    /** A file may hold so many identifiers at most. */
    ReadList(Consumer<List<Identifier>> take, long most, ListFormat said) {
        this.take = take;
        this.most = most;
        this.said = said;
        this.form = new NormalForm(said.region());
    }

    /** Fails with {@link ListRefused} when it is no such file, or too large. */
    FileRead read(InputStream bytes) {
        try {
            return read(FileText.of(bytes, said.encoding()));
        } catch (CharacterCodingException e) {
            throw new ListRefused(
                    Rule.ENCODING,
                    "behind row " + rows + " is a character that the encoding does not have: say encoding=");
        } catch (CSVException e) {
            throw new ListRefused(Rule.CSV, "behind row " + rows + " is a row that is not CSV");
        } catch (IOException e) {
            throw new UncheckedIOException("the file could not be read to its end", e);
        }
    }

    private FileRead read(FileText file) throws IOException {
        var sent = said.delimiter();
        char delimiter = sent == null ? Delimiters.of(file.sample()) : sent;
        try (var text = new RowReader(file.reader());
                var parser = Delimiters.format(delimiter).parse(text)) {
            var columns = rows(parser.iterator(), text);
            hand();
            var found = new Form(file.encoding().name(), Delimiters.name(delimiter), columns.header(), columns.names());
            return new FileRead(rows, identifiers, invalid, List.copyOf(places), found);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private Columns rows(Iterator<CSVRecord> records, RowReader text) {
        if (!records.hasNext()) {
            throw new ListRefused(Rule.HEADER, "the file is empty");
        }
        var first = records.next();
        var columns = Columns.of(first, said);
        if (!columns.header()) {
            row(columns, first);
        }
        while (records.hasNext()) {
            text.rowEnded();
            row(columns, records.next());
        }
        return columns;
    }

    private void row(Columns columns, CSVRecord row) {
        rows++;
        if (row.size() > columns.names().size()) {
            refuse("");
        } else if (columns.arePairs()) {
            pair(row);
        } else {
            for (int at = 0; at < row.size(); at++) {
                var column = columns.names().get(at);
                if (!column.isEmpty() && !row.get(at).isBlank()) {
                    cell(column, row.get(at));
                }
            }
        }
    }

    private void pair(CSVRecord row) {
        if (row.size() < 2 || !NormalForm.isNamespace(row.get(0).strip())) {
            refuse("namespace");
        } else {
            cell(row.get(0).strip(), row.get(1));
        }
    }

    private void cell(String namespace, String raw) {
        form.of(namespace, raw).ifPresentOrElse(it -> add(new Identifier(namespace, it)), () -> refuse(namespace));
    }

    private void add(Identifier identifier) {
        if (++identifiers > most) {
            throw new ListRefused(Rule.TOO_LARGE, "a file holds at most " + most + " identifiers");
        }
        batch.add(identifier);
        if (batch.size() == BATCH) {
            hand();
        }
    }

    private void hand() {
        if (!batch.isEmpty()) {
            take.accept(List.copyOf(batch));
            batch.clear();
        }
    }

    private void refuse(String column) {
        invalid++;
        if (places.size() < NAMED_PLACES) {
            places.add(new Place(rows, column));
        }
    }
}
