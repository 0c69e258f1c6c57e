package io.tributary.ingestion.rows;

import java.nio.charset.Charset;

/**
 * How a file is read.
 *
 * @param encoding the name of the charset, as detected or as told
 * @param delimiter between cells; means nothing for NDJSON
 */
public record RowFormat(FileFormat format, String encoding, char delimiter) {

    public Charset charset() {
        return Charset.forName(encoding);
    }

    /** The charset of the bytes that rows are cut from: UTF-16 is turned into UTF-8 before, see {@link Utf8Stream}. */
    public Charset rowCharset() {
        return Encodings.isUtf16(charset()) ? java.nio.charset.StandardCharsets.UTF_8 : charset();
    }
}
