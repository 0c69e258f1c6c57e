package io.tributary.ingestion.gzip;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Unpacks gzip (RFC 1952), all members of it. The JDK's own stream calls itself at each empty member, so a few thousand of
 * them end its stack. Fails with {@link ZipException} or {@link EOFException} where the data is damaged, or where much of
 * it unpacks to nothing; other faults are those of the stream below.
 */
public final class Gunzip extends InputStream {

    /** So many packed bytes that unpack to nothing are no file that somebody made in good faith. */
    static final int MAX_IDLE = 1024 * 1024;

    private final Packed packed;
    private final InputStream in;

    /** At once reads the first header. */
    public Gunzip(InputStream in) throws IOException {
        this.packed = new Packed(in);
        try {
            this.in = GzipCompressorInputStream.builder()
                    .setInputStream(packed)
                    .setDecompressConcatenated(true)
                    .get();
        } catch (IOException e) {
            throw named(e);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        try {
            int count = in.read(target, from, length);
            packed.idle = 0;
            return count;
        } catch (IOException e) {
            throw named(e);
        }
    }

    /** The library has no type of its own for damage. */
    private IOException named(IOException fault) {
        if (fault.equals(packed.fault) || fault instanceof EOFException) {
            return fault;
        }
        var damaged = new ZipException("The data is damaged, or is not gzip.");
        damaged.initCause(fault);
        return damaged;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /** Gives up where nothing comes out, and remembers what went wrong with the stream itself. */
    private static final class Packed extends FilterInputStream {

        private long idle;
        private @Nullable IOException fault;

        private Packed(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int from, int length) throws IOException {
            if (idle > MAX_IDLE) {
                throw new ZipException("Too much of it unpacks to nothing.");
            }
            try {
                int count = super.read(target, from, length);
                idle += count;
                return count;
            } catch (IOException e) {
                fault = e;
                throw e;
            }
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
