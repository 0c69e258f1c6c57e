package io.tributary.identity.linkage.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * Records to be linked, by column. A cell holds no value, one, or a few; values that differ only in spelling are one.
 * Records are numbered from zero in the order in which they were added.
 */
public final class RecordTable {

    /** More values of one field than this say little and cost much: a comparison looks at each pair of them. */
    public static final int MAX_VALUES = 4;

    private final List<LinkField> fields;
    private final List<Column> columns;
    private final int[] sources;
    private final Pairing pairing;
    private final int valuesLeftOut;

    private RecordTable(Builder builder) {
        this.fields = builder.fields;
        this.columns = builder.columns.stream().map(Column.Builder::build).toList();
        this.sources = builder.sources.toArray();
        this.pairing = builder.pairing;
        this.valuesLeftOut =
                builder.columns.stream().mapToInt(Column.Builder::leftOut).sum();
    }

    /** Which records can be one person's. */
    public enum Pairing {
        /** Any two. */
        ANY,
        /** Only two of different sources: within a source each person is there once. */
        ACROSS_SOURCES
    }

    public static Builder of(Pairing pairing, List<LinkField> fields) {
        return new Builder(pairing, fields);
    }

    public List<LinkField> fields() {
        return fields;
    }

    public int size() {
        return sources.length;
    }

    public Pairing pairing() {
        return pairing;
    }

    /** Values beyond {@link #MAX_VALUES} in their cell, which take no part. */
    public int valuesLeftOut() {
        return valuesLeftOut;
    }

    /** How many pairs of records could be compared. */
    public long pairs() {
        long all = (long) size() * (size() - 1) / 2;
        return switch (pairing) {
            case ANY -> all;
            case ACROSS_SOURCES -> all - pairsWithinSources();
        };
    }

    private long pairsWithinSources() {
        var sizes = new HashMap<Integer, Long>();
        for (int source : sources) {
            sizes.merge(source, 1L, Long::sum);
        }
        return sizes.values().stream().mapToLong(it -> it * (it - 1) / 2).sum();
    }

    /** Whether two different records may be compared. */
    public boolean canPair(int one, int other) {
        return switch (pairing) {
            case ANY -> true;
            case ACROSS_SOURCES -> sources[one] != sources[other];
        };
    }

    public Column column(int field) {
        return columns.get(field);
    }

    public int indexOf(String field) {
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).name().equals(field)) {
                return i;
            }
        }
        throw new IllegalArgumentException("the table has no field " + field);
    }

    /** Takes the records in. */
    public static final class Builder {

        private final Pairing pairing;
        private final List<LinkField> fields;
        private final List<Column.Builder> columns = new ArrayList<>();
        private final Map<String, Integer> sourceNumbers = new HashMap<>();
        private final Ints sources = new Ints();

        private Builder(Pairing pairing, List<LinkField> fields) {
            var names = new HashSet<String>();
            for (var field : fields) {
                if (!names.add(field.name())) {
                    throw new IllegalArgumentException("two fields are called " + field.name());
                }
                columns.add(new Column.Builder(field.comparison()));
            }
            this.pairing = pairing;
            this.fields = List.copyOf(fields);
        }

        /**
         * Adds a record.
         *
         * @param source where it comes from; matters only for {@link Pairing#ACROSS_SOURCES}
         * @param values by field name; a field that is absent, blank or an empty list has no value
         */
        public Builder add(String source, Map<String, List<String>> values) {
            sources.add(sourceNumbers.computeIfAbsent(source, _ -> sourceNumbers.size()));
            for (int i = 0; i < columns.size(); i++) {
                columns.get(i).add(values.getOrDefault(fields.get(i).name(), List.of()), MAX_VALUES);
            }
            return this;
        }

        public RecordTable build() {
            return new RecordTable(this);
        }
    }
}
