package io.tributary.ingestion.imports;

import io.tributary.ingestion.rows.FileFormat;
import java.nio.charset.Charset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a caller says about a file; null parts are found out.
 *
 * @param header whether the first row names the columns; it is passed over when {@code names} are given
 * @param names of the columns, in order; empty when the header has them
 * @param mapping as {@code MappingJson} reads it; null lets it be guessed
 * @param dryRun read everything, write nothing
 */
public record ImportOptions(
        @Nullable FileFormat format,
        @Nullable Charset encoding,
        @Nullable Character delimiter,
        boolean header,
        List<String> names,
        @Nullable JsonNode mapping,
        boolean dryRun) {

    public static final ImportOptions NONE = new ImportOptions(null, null, null, true, List.of(), null, false);

    public ImportOptions {
        names = List.copyOf(names);
    }

    public ImportOptions withFormat(FileFormat told) {
        return new ImportOptions(told, encoding, delimiter, header, names, mapping, dryRun);
    }

    public ImportOptions withEncoding(Charset told) {
        return new ImportOptions(format, told, delimiter, header, names, mapping, dryRun);
    }

    public ImportOptions withDelimiter(char told) {
        return new ImportOptions(format, encoding, told, header, names, mapping, dryRun);
    }

    public ImportOptions withHeader(boolean told) {
        return new ImportOptions(format, encoding, delimiter, told, names, mapping, dryRun);
    }

    public ImportOptions withNames(List<String> told) {
        return new ImportOptions(format, encoding, delimiter, header, told, mapping, dryRun);
    }

    public ImportOptions withMapping(JsonNode told) {
        return new ImportOptions(format, encoding, delimiter, header, names, told, dryRun);
    }

    public ImportOptions withDryRun(boolean told) {
        return new ImportOptions(format, encoding, delimiter, header, names, mapping, told);
    }
}
