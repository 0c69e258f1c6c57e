package io.tributary.segment.list;

import io.tributary.segment.list.ListRefused.Rule;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVRecord;

/**
 * The namespaces that the columns of a file hold: as its sender says, else as its first row does. A first row that holds
 * addresses or telephone numbers is none that names columns; then it shows what they hold.
 *
 * @param names empty for a column that is left out
 * @param header whether the first row names them
 */
record Columns(List<String> names, boolean header) {

    private static final List<String> PAIRS = List.of("namespace", "value");
    private static final Set<String> KNOWN = Set.of("user_id", "anonymous_id", NormalForm.EMAIL, NormalForm.PHONE);
    private static final String FIRST_ROW = "the first row";
    private static final String NAMES =
            "names=email,,user_id for the columns in order; an empty one leaves its column out";

    /** Spellings that no namespace has, or that tools for mailings use. */
    private static final Map<String, String> USUAL = Map.ofEntries(
            Map.entry("e-mail", "email"),
            Map.entry("email address", "email"),
            Map.entry("e-mail address", "email"),
            Map.entry("email_address", "email"),
            Map.entry("phone number", "phone"),
            Map.entry("phone_number", "phone"),
            Map.entry("user id", "user_id"),
            Map.entry("user-id", "user_id"),
            Map.entry("userid", "user_id"),
            Map.entry("anonymous id", "anonymous_id"),
            Map.entry("anonymousid", "anonymous_id"));

    static Columns of(CSVRecord first, ListFormat said) {
        if (!said.names().isEmpty()) {
            boolean header = said.header() != null && said.header();
            return named(said.names(), "names", header);
        }
        boolean header = said.header() == null
                ? first.stream().noneMatch(it -> NormalForm.telling(it).isPresent())
                : said.header();
        if (!header) {
            return new Columns(each(first.toList(), it -> NormalForm.telling(it).orElse("?"), FIRST_ROW), false);
        }
        var columns = named(first.toList(), FIRST_ROW, true);
        if (said.header() == null && !columns.areKnown()) {
            // Somebody's user id may look like a name, and names of columns are shown.
            throw new ListRefused(
                    Rule.HEADER, "no column of the first row is a usual one: say header=true, or " + NAMES);
        }
        return columns;
    }

    private boolean areKnown() {
        return arePairs() || names.stream().anyMatch(KNOWN::contains);
    }

    /** Whether each row holds a namespace and a value. */
    boolean arePairs() {
        return names.equals(PAIRS);
    }

    private static Columns named(List<String> names, String where, boolean header) {
        return new Columns(each(names, Columns::namespace, where), header);
    }

    private static String namespace(String name) {
        var plain = name.strip().toLowerCase(Locale.ROOT);
        return USUAL.getOrDefault(plain, plain);
    }

    private static List<String> each(List<String> cells, Function<String, String> naming, String where) {
        var names = cells.stream().map(naming).toList();
        var wrong = IntStream.range(0, names.size())
                .filter(it -> !names.get(it).isEmpty() && !NormalForm.isNamespace(names.get(it)))
                .findFirst();
        if (wrong.isPresent() || names.stream().allMatch(String::isEmpty)) {
            throw new ListRefused(
                    Rule.HEADER,
                    "column " + (wrong.orElse(0) + 1) + " of " + where + " is no namespace such as email or user_id;"
                            + " say " + NAMES);
        }
        return names;
    }
}
