package io.tributary.ingestion.adapter.file;

import io.tributary.ingestion.rows.FileFormat;
import io.tributary.ingestion.rows.FileSample;
import io.tributary.ingestion.rows.RowFormat;
import io.tributary.ingestion.rows.SniffEncoding;
import io.tributary.ingestion.rows.TextEncoding;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads the beginning of a spooled file, to find out what it is. */
final class FileSamples {

    private static final int BYTES = 256 * 1024;

    private FileSamples() {}

    /** @param told what the encoding is; null lets it be found out */
    static FileSample read(Path file, @Nullable Charset told) throws IOException {
        boolean packed = FileBytes.isPacked(file);
        var encoding = told == null ? encoding(file, packed) : new TextEncoding(told.name(), 0);
        var charset = encoding == null ? "ISO-8859-1" : encoding.charset();
        try (var channel = FileChannel.open(file, StandardOpenOption.READ);
                var bytes = new BufferedInputStream(
                        FileBytes.rows(channel, packed, new RowFormat(FileFormat.NDJSON, charset, '\n'), 0),
                        FileBytes.BUFFER)) {
            byte[] beginning = bytes.readNBytes(BYTES);
            return new FileSample(packed, encoding, bytes.read() < 0 ? beginning : wholeLines(beginning));
        }
    }

    private static @Nullable TextEncoding encoding(Path file, boolean packed) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ);
                var bytes = new BufferedInputStream(FileBytes.unpacked(channel, packed), FileBytes.BUFFER)) {
            return SniffEncoding.of(bytes);
        }
    }

    private static byte[] wholeLines(byte[] beginning) {
        int end = beginning.length;
        while (end > 0 && beginning[end - 1] != '\n' && beginning[end - 1] != '\r') {
            end--;
        }
        return end == 0 ? beginning : Arrays.copyOf(beginning, end);
    }
}
