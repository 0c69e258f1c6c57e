package io.tributary.ingestion.rows;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * A stream of another encoding as UTF-8, a buffer at a time. What cannot be decoded becomes the byte 0xFF, which UTF-8
 * does not have: so the row that holds it is known by it, and only that row is refused.
 */
public final class Utf8Stream extends InputStream {

    private static final int BUFFER = 16 * 1024;
    private static final byte NO_UTF8 = (byte) 0xff;

    private final InputStream in;
    private final CharsetDecoder decoder;
    private final CharsetEncoder encoder = StandardCharsets.UTF_8.newEncoder();
    private final ByteBuffer read = ByteBuffer.allocate(BUFFER).limit(0);
    private final CharBuffer text = CharBuffer.allocate(BUFFER);
    // Three bytes a UTF-16 unit at most, and one for what is no text.
    private final ByteBuffer out = ByteBuffer.allocate(3 * BUFFER + 1).limit(0);
    private boolean inEnded;
    private boolean ended;

    public Utf8Stream(InputStream in, Charset charset) {
        this.in = in;
        this.decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    @Override
    public int read() throws IOException {
        return fill() ? out.get() & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, out.remaining());
        out.get(target, from, count);
        return count;
    }

    /** Whether there is anything to give. */
    private boolean fill() throws IOException {
        while (!out.hasRemaining() && !ended) {
            readMore();
            text.clear();
            var result = decoder.decode(read, text, inEnded);
            out.clear();
            // The decoder gives whole characters only, so the encoder never waits for the other half of one.
            var ignored = encoder.encode(text.flip(), out, true);
            encoder.reset();
            if (result.isError()) {
                // One unit only: what follows half a character may be a line end.
                read.position(read.position() + Math.min(2, result.length()));
                out.put(NO_UTF8);
            }
            ended = isEnd(result);
            out.flip();
        }
        return out.hasRemaining();
    }

    private boolean isEnd(CoderResult result) {
        return inEnded && result.isUnderflow() && !read.hasRemaining();
    }

    private void readMore() throws IOException {
        if (inEnded) {
            return;
        }
        read.compact();
        int count = in.read(read.array(), read.position(), read.remaining());
        if (count < 0) {
            inEnded = true;
        } else {
            read.position(read.position() + count);
        }
        read.flip();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
