package io.tributary.doubles.meta;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The rows of one call after the platform's checks: valid ones to apply, invalid ones only counted and sampled. */
record Upload(String schema, int received, List<Row> rows, int invalid, List<String> samples) {

    private static final int SAMPLES = 100;
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
    private static final String DIGEST_OF_NOTHING = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    private static final String EXTERN_ID = "EXTERN_ID";
    private static final Set<String> PLAIN = Set.of(
            EXTERN_ID,
            "MADID",
            "UID",
            "PAGEUID",
            "APPUID",
            "LOOKALIKE_VALUE",
            "DATA_PROCESSING_OPTIONS",
            "DATA_PROCESSING_OPTIONS_COUNTRY",
            "DATA_PROCESSING_OPTIONS_STATE");
    private static final Set<String> NOT_ABOUT_WHO = Set.of(
            "LOOKALIKE_VALUE",
            "DATA_PROCESSING_OPTIONS",
            "DATA_PROCESSING_OPTIONS_COUNTRY",
            "DATA_PROCESSING_OPTIONS_STATE");
    private static final Set<String> ENOUGH_ALONE = Set.of("EMAIL", "PHONE", "MADID", "UID", "PAGEUID", "APPUID");

    /** Reads a payload that kept the schema; empty when a row has more or fewer cells than the header. */
    static Optional<Upload> read(JsonNode payload) {
        var kinds = kinds(payload.path("schema"));
        var rows = new ArrayList<Row>();
        var samples = new ArrayList<String>();
        var invalid = 0;
        for (var cells : payload.path("data")) {
            if (kinds.size() != (cells.isArray() ? cells.size() : 1)) {
                return Optional.empty();
            }
            var row = row(kinds, cells);
            if (row.isPresent()) {
                rows.add(row.get());
            } else {
                invalid++;
                if (samples.size() < SAMPLES) {
                    samples.add(cells.toString());
                }
            }
        }
        return Optional.of(new Upload(String.join(",", kinds), rows.size() + invalid, rows, invalid, samples));
    }

    /** The same rows under the same header have the same fingerprint: a batch that is sent again is known by it. */
    String fingerprint() {
        var sum = new CRC32();
        for (var row : rows) {
            sum.update((row.keys() + "|" + row.externId() + "\n").getBytes(StandardCharsets.UTF_8));
        }
        return schema + ":" + received + ":" + sum.getValue();
    }

    /** The two spellings of the simple keys are one kind. */
    private static List<String> kinds(JsonNode schema) {
        var kinds = new ArrayList<String>();
        for (var name : schema.isArray() ? schema : List.of(schema)) {
            kinds.add(
                    switch (name.stringValue()) {
                        case "EMAIL_SHA256" -> "EMAIL";
                        case "PHONE_SHA256" -> "PHONE";
                        case "MOBILE_ADVERTISER_ID" -> "MADID";
                        case String other -> other;
                    });
        }
        return kinds;
    }

    private static Optional<Row> row(List<String> kinds, JsonNode cells) {
        var strong = new ArrayList<String>();
        var weak = new ArrayList<String>();
        @Nullable String externId = null;
        for (var at = 0; at < kinds.size(); at++) {
            var kind = kinds.get(at);
            var cell = cells.isArray() ? cells.path(at) : cells;
            var value = cell.isString() ? cell.stringValue() : cell.toString();
            if (value.isEmpty() || NOT_ABOUT_WHO.contains(kind)) {
                continue;
            }
            if (!PLAIN.contains(kind) && !isDigestOfSomething(value)) {
                return Optional.empty();
            }
            if (kind.equals(EXTERN_ID)) {
                externId = value;
            } else {
                (ENOUGH_ALONE.contains(kind) ? strong : weak).add(kind + ":" + value);
            }
        }
        // Name, city or birthday say who somebody is only together.
        var keys = strong.isEmpty() && !weak.isEmpty() ? List.of("COMBINED:" + String.join("|", weak)) : strong;
        var row = new Row(keys, externId);
        return row.isEmpty() ? Optional.empty() : Optional.of(row);
    }

    private static boolean isDigestOfSomething(String value) {
        return DIGEST.matcher(value).matches() && !value.equals(DIGEST_OF_NOTHING);
    }
}
