package io.tributary.identity.linkage;

import io.tributary.identity.linkage.table.LinkField;
import io.tributary.identity.linkage.table.RecordTable;
import io.tributary.identity.linkage.table.RecordTable.Pairing;
import io.tributary.testsupport.PublishedData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/** Records whose owners are known, from CSV files in the folder that {@code TRIBUTARY_DATA} names. */
final class LabelledRecords {

    private static final CSVFormat CSV = CSVFormat.DEFAULT
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setTrim(true)
            .get();

    private final Pairing pairing;
    private final List<LinkField> fields;
    private final RecordTable.Builder table;
    private final List<String> owners = new ArrayList<>();
    private final List<String> sources = new ArrayList<>();

    private LabelledRecords(Pairing pairing, List<LinkField> fields) {
        this.pairing = pairing;
        this.fields = fields;
        this.table = RecordTable.of(pairing, fields);
    }

    /** Skips the calling test, with the reason, when a file is not there. */
    static LabelledRecords of(
            Pairing pairing, List<LinkField> fields, String ownerColumn, UnaryOperator<String> owner, String... files) {
        var records = new LabelledRecords(pairing, fields);
        for (var name : files) {
            records.read(file(name), name, ownerColumn, owner);
        }
        return records;
    }

    private static Path file(String name) {
        return PublishedData.file("identity/" + name);
    }

    private void read(Path file, String source, String ownerColumn, UnaryOperator<String> owner) {
        try (var reader = Files.newBufferedReader(file);
                var rows = CSV.parse(reader)) {
            for (var row : rows) {
                table.add(source, cells(row));
                owners.add(owner.apply(row.get(ownerColumn)));
                sources.add(source);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, List<String>> cells(CSVRecord row) {
        var cells = new HashMap<String, List<String>>();
        fields.forEach(it -> cells.put(it.name(), List.of(row.get(it.name()))));
        return cells;
    }

    RecordTable table() {
        return table.build();
    }

    boolean isOnePerson(int one, int other) {
        return owners.get(one).equals(owners.get(other));
    }

    /** How many pairs that may be compared are one person's. */
    long truePairs() {
        return pairsWithin(owners)
                - switch (pairing) {
                    case ANY -> 0;
                    case ACROSS_SOURCES -> pairsWithin(sourceOwners());
                };
    }

    private List<String> sourceOwners() {
        var both = new ArrayList<String>();
        for (int i = 0; i < owners.size(); i++) {
            both.add(sources.get(i) + "/" + owners.get(i));
        }
        return both;
    }

    private static long pairsWithin(List<String> groups) {
        var sizes = new HashMap<String, Long>();
        groups.forEach(it -> sizes.merge(it, 1L, Long::sum));
        return sizes.values().stream().mapToLong(it -> it * (it - 1) / 2).sum();
    }
}
