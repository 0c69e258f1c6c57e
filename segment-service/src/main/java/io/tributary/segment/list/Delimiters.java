package io.tributary.segment.list;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.commons.csv.CSVFormat;

/**
 * What parts the cells of a row. When it is not said, it is that under which most of the first rows are as wide as the first
 * one; a file that has none of them has one column.
 */
public final class Delimiters {

    private static final Map<String, Character> NAMED =
            new TreeMap<>(Map.of("comma", ',', "semicolon", ';', "tab", '\t', "pipe", '|'));
    private static final List<Character> BY_LIKELIHOOD = List.of(',', ';', '\t', '|');
    private static final int ROWS = 100;

    private Delimiters() {}

    /** For who says which it is. */
    public static Optional<Character> named(String name) {
        return Optional.ofNullable(NAMED.get(name));
    }

    static String name(char delimiter) {
        return NAMED.entrySet().stream()
                .filter(it -> it.getValue() == delimiter)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    static CSVFormat format(char delimiter) {
        return CSVFormat.RFC4180
                .builder()
                .setDelimiter(delimiter)
                .setIgnoreEmptyLines(true)
                .get();
    }

    static char of(String sample) {
        char best = BY_LIKELIHOOD.getFirst();
        long most = 0;
        for (char delimiter : BY_LIKELIHOOD) {
            long fitting = fitting(widths(sample, delimiter));
            if (fitting > most) {
                best = delimiter;
                most = fitting;
            }
        }
        return best;
    }

    private static long fitting(List<Integer> widths) {
        if (widths.isEmpty() || widths.getFirst() < 2) {
            return 0;
        }
        int first = widths.getFirst();
        return widths.stream().filter(it -> it == first).count();
    }

    private static List<Integer> widths(String sample, char delimiter) {
        var widths = new ArrayList<Integer>();
        try (var parser = format(delimiter).parse(new StringReader(sample))) {
            var rows = parser.iterator();
            while (rows.hasNext() && widths.size() < ROWS) {
                widths.add(rows.next().size());
            }
        } catch (IOException | UncheckedIOException _) {
            // The sample ends within quotes, or this is not the delimiter: what was read until then tells.
            return widths;
        }
        return widths;
    }
}
