package io.tributary.segment.list;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A file while it is read: it may have so many bytes, and its digest says later whether another is the same. */
final class MeasuredFile extends FilterInputStream {

    private final long most;
    private final MessageDigest digest;
    private long read;

    MeasuredFile(InputStream bytes, long most) {
        super(bytes);
        this.most = most;
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count = super.read(into, offset, length);
        if (count > 0) {
            read += count;
            if (read > most) {
                throw new ListRefused(ListRefused.Rule.TOO_LARGE, "a file has at most " + most + " bytes");
            }
            digest.update(into, offset, count);
        }
        return count;
    }

    String sha256() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
