package io.tributary.segment.adapter.http;

import io.tributary.contracts.problem.ProblemType;
import io.tributary.segment.adapter.http.ProblemException.Violation;
import io.tributary.segment.list.Delimiters;
import io.tributary.segment.list.ListFormat;
import io.tributary.segment.list.ListMode;
import io.tributary.segment.list.UploadList.Wish;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/** What the query of an upload says of its file and of what to do with it; a word that it may not say is refused. */
record ListParameters(MultiValueMap<String, String> query) {

    private static final Set<String> KNOWN = Set.of("mode", "dryRun", "encoding", "delimiter", "header", "names");
    private static final int MOST_COLUMNS = 200;

    /** The wish for the list of a tenant whose telephone numbers are of that region. */
    Wish wish(String tenant, String key, String region) {
        var unknown = query.keySet().stream().filter(it -> !KNOWN.contains(it)).findFirst();
        if (unknown.isPresent()) {
            throw invalid("", "unknown", "parameters are mode, dryRun, encoding, delimiter, header and names");
        }
        return new Wish(tenant, key, mode(), new ListFormat(encoding(), delimiter(), flag("header"), names(), region));
    }

    boolean isDryRun() {
        return Boolean.TRUE.equals(flag("dryRun"));
    }

    private ListMode mode() {
        return switch (query.getFirst("mode")) {
            case "add" -> ListMode.ADD;
            case "replace" -> ListMode.REPLACE;
            case "remove" -> ListMode.REMOVE;
            case null, default -> throw invalid("/mode", "mode", "add, replace or remove");
        };
    }

    private @Nullable Charset encoding() {
        var said = query.getFirst("encoding");
        try {
            return said == null ? null : Charset.forName(said);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw invalid("/encoding", "encoding", "an encoding such as UTF-8, UTF-16LE or windows-1252");
        }
    }

    private @Nullable Character delimiter() {
        var said = query.getFirst("delimiter");
        return said == null
                ? null
                : Delimiters.named(said)
                        .orElseThrow(() -> invalid("/delimiter", "delimiter", "comma, semicolon, tab or pipe"));
    }

    private @Nullable Boolean flag(String name) {
        return switch (query.getFirst(name)) {
            case null -> null;
            case "true" -> true;
            case "false" -> false;
            default -> throw invalid("/" + name, "boolean", "true or false");
        };
    }

    private List<String> names() {
        var said = query.getFirst("names");
        var names = said == null || said.isBlank() ? List.<String>of() : List.of(said.split(",", -1));
        if (names.size() > MOST_COLUMNS) {
            throw invalid("/names", "size", "at most " + MOST_COLUMNS + " columns");
        }
        return names;
    }

    private static ProblemException invalid(String pointer, String rule, String message) {
        return new ProblemException(
                ProblemType.INVALID_REQUEST,
                "Correct what the violations name.",
                List.of(new Violation(pointer, rule, message)));
    }
}
