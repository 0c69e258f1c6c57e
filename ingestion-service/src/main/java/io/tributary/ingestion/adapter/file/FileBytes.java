package io.tributary.ingestion.adapter.file;

import io.tributary.ingestion.gzip.Gunzip;
import io.tributary.ingestion.rows.RowFormat;
import io.tributary.ingestion.rows.SniffEncoding;
import io.tributary.ingestion.rows.Utf8Stream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The bytes of a spooled file: unpacked when it is gzip, which its first two bytes tell. */
final class FileBytes {

    static final int BUFFER = 64 * 1024;
    private static final int HEAD = 4;

    private FileBytes() {}

    static boolean isPacked(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            byte[] head = in.readNBytes(2);
            return head.length == 2 && head[0] == 0x1f && head[1] == (byte) 0x8b;
        }
    }

    static InputStream unpacked(FileChannel channel, boolean packed) throws IOException {
        var plain = Channels.newInputStream(channel);
        return packed ? new Gunzip(plain) : plain;
    }

    /** The bytes that rows are cut from, behind the byte order mark and from that place on. */
    static InputStream rows(FileChannel channel, boolean packed, RowFormat format, long from) throws IOException {
        var charset = format.charset();
        if (!packed && format.rowCharset().equals(charset)) {
            byte[] head = Channels.newInputStream(channel).readNBytes(HEAD);
            channel.position(SniffEncoding.markBytes(head, charset.name()) + from);
            return Channels.newInputStream(channel);
        }
        var bytes = decoded(withoutMark(unpacked(channel, packed), charset), charset);
        bytes.skipNBytes(from);
        return bytes;
    }

    static InputStream decoded(InputStream unmarked, Charset charset) {
        boolean asIs =
                charset.equals(StandardCharsets.UTF_8) || charset.newEncoder().maxBytesPerChar() == 1;
        return asIs ? unmarked : new Utf8Stream(unmarked, charset);
    }

    private static InputStream withoutMark(InputStream in, Charset charset) throws IOException {
        var buffered = new BufferedInputStream(in, BUFFER);
        buffered.mark(HEAD);
        byte[] head = buffered.readNBytes(HEAD);
        buffered.reset();
        buffered.skipNBytes(SniffEncoding.markBytes(head, charset.name()));
        return buffered;
    }
}
