package io.tributary.ingestion.adapter.file;

import io.tributary.ingestion.rows.RowFormat;
import io.tributary.ingestion.rows.SniffEncoding;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;

/**
 * Writes the bytes that rows are cut from as a file that gives exactly these bytes again: with the same byte order mark, in the
 * same encoding, packed if the first one was, and damaged behind the same byte.
 */
final class RowWriter {

    private static final int HEAD = 4;

    // Half a pair: no text has it, and reading it again gives the byte that stands for what is no text.
    private static final String NO_TEXT = "\udc00";

    private final boolean packed;
    private final byte[] mark;
    private final Charset charset;
    private final boolean wide;
    private final boolean littleEndian;

    RowWriter(Path file, boolean packed, RowFormat format) throws IOException {
        this.packed = packed;
        this.charset = format.charset();
        this.wide = !format.rowCharset().equals(charset);
        byte[] head = head(file, packed);
        boolean marked = head.length > 1 && (isLittleMark(head) || isBigMark(head));
        boolean anyMark = charset.equals(StandardCharsets.UTF_16) && marked;
        this.mark = Arrays.copyOf(head, anyMark ? 2 : SniffEncoding.markBytes(head, charset.name()));
        this.littleEndian = anyMark ? !isBigMark(head) : charset.equals(StandardCharsets.UTF_16LE);
    }

    private static boolean isLittleMark(byte[] head) {
        return head[0] == (byte) 0xff && head[1] == (byte) 0xfe;
    }

    private static boolean isBigMark(byte[] head) {
        return head[0] == (byte) 0xfe && head[1] == (byte) 0xff;
    }

    private static byte[] head(Path file, boolean packed) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ);
                var in = FileBytes.unpacked(channel, packed)) {
            return in.readNBytes(HEAD);
        }
    }

    void write(InputStream rows, OutputStream out) throws IOException {
        if (packed) {
            pack(rows, new GZIPOutputStream(out, FileBytes.BUFFER, true));
        } else {
            var buffered = new BufferedOutputStream(out, FileBytes.BUFFER);
            unpacked(rows, buffered);
            buffered.flush();
        }
    }

    private void pack(InputStream rows, GZIPOutputStream out) throws IOException {
        try {
            unpacked(rows, out);
            out.finish();
        } catch (ZipException | EOFException _) {
            // Without an end it is as damaged as the first one, and the import says so.
            out.flush();
        }
    }

    private void unpacked(InputStream rows, OutputStream out) throws IOException {
        out.write(mark);
        if (wide) {
            widen(rows, out);
        } else {
            rows.transferTo(out);
        }
    }

    private void widen(InputStream rows, OutputStream out) throws IOException {
        var decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .replaceWith(NO_TEXT);
        try (Reader reader = new InputStreamReader(rows, decoder)) {
            var units = new char[FileBytes.BUFFER];
            var bytes = new byte[2 * units.length];
            for (int count = reader.read(units); count >= 0; count = reader.read(units)) {
                for (int unit = 0; unit < count; unit++) {
                    bytes[2 * unit + (littleEndian ? 0 : 1)] = (byte) units[unit];
                    bytes[2 * unit + (littleEndian ? 1 : 0)] = (byte) (units[unit] >> 8);
                }
                out.write(bytes, 0, 2 * count);
            }
        }
    }
}
