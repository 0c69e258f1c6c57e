package io.tributary.ingestion.adapter.http;

import io.tributary.ingestion.imports.ImportOptions;
import io.tributary.ingestion.rows.Encodings;
import io.tributary.ingestion.rows.FileFormat;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is said about a file, as query parameters or as parts of a form; each is read as soon as it is there. */
final class ImportFields {

    static final Set<String> NAMES =
            Set.of("source", "dryRun", "format", "encoding", "delimiter", "header", "names", "mapping");

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Map<String, Character> DELIMITERS =
            Map.of("comma", ',', ",", ',', "semicolon", ';', ";", ';', "tab", '\t', "\t", '\t', "pipe", '|', "|", '|');

    private final Map<String, String> values = new TreeMap<>();
    private ImportOptions options = ImportOptions.NONE;

    /** Refuses a name that is not read here, one that came before, and a value that makes no sense. */
    void put(String name, String value) {
        if (!NAMES.contains(name)) {
            throw ProblemException.unknownField("/" + name);
        }
        if (values.putIfAbsent(name, value) != null) {
            throw ProblemException.invalid("/" + name, "unique", "Say this once.");
        }
        options = switch (name) {
            case "dryRun" -> options.withDryRun(flag(name, value));
            case "header" -> options.withHeader(flag(name, value));
            case "format" -> options.withFormat(format(value));
            case "encoding" -> options.withEncoding(encoding(value));
            case "delimiter" -> options.withDelimiter(delimiter(value));
            case "names" -> options.withNames(names(value));
            case "mapping" -> options.withMapping(mapping(value));
            default -> options;
        };
    }

    /** The source's id; null while nobody said it. */
    @Nullable
    String source() {
        return values.get("source");
    }

    ImportOptions options() {
        return options;
    }

    /** Everything that was said, in a fixed order. */
    Map<String, String> all() {
        return Map.copyOf(values);
    }

    private static boolean flag(String name, String value) {
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw ProblemException.invalid("/" + name, "type", "Use true or false.");
        };
    }

    private static FileFormat format(String value) {
        var format = FileFormat.named(value);
        if (format == null) {
            throw ProblemException.invalid("/format", "enum", "Use csv or ndjson.");
        }
        return format;
    }

    private static Charset encoding(String value) {
        return Encodings.named(value)
                .orElseThrow(() -> ProblemException.invalid(
                        "/encoding",
                        "enum",
                        "Use UTF-8, UTF-16LE, UTF-16BE, or an encoding of one byte a character such as windows-1252."));
    }

    private static char delimiter(String value) {
        var delimiter = DELIMITERS.get(value);
        if (delimiter == null) {
            throw ProblemException.invalid("/delimiter", "enum", "Use comma, semicolon, tab or pipe.");
        }
        return delimiter;
    }

    private static List<String> names(String value) {
        try {
            return JSON.readValue(value, new TypeReference<List<String>>() {});
        } catch (JacksonException e) {
            throw ProblemException.invalid("/names", "type", "Send a JSON list of texts.");
        }
    }

    private static JsonNode mapping(String value) {
        try {
            return JSON.readTree(value);
        } catch (JacksonException e) {
            throw ProblemException.invalid("/mapping", "json", "The mapping is no JSON.");
        }
    }
}
