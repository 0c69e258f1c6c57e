package io.tributary.segment.adapter.kafka;

import io.tributary.segment.redirect.Signpost;
import io.tributary.segment.redirect.Signposts;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import org.jspecify.annotations.Nullable;

/** The bytes of a profile's signposts: a format byte, the last state version, the awaited split, then each post with its kind. */
public final class SignpostCodec {

    private static final int FORMAT = 2;
    /** Before a past could be awaited, and before each part of a split heard of it. */
    private static final int OLD_FORMAT = 1;

    private SignpostCodec() {}

    /** Reads what the signpost store holds; nothing for a profile whose graph never changed. */
    public static Signposts decode(byte @Nullable [] bytes) {
        if (bytes == null) {
            return Signposts.NONE;
        }
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int format = in.readByte();
            if (format != FORMAT && format != OLD_FORMAT) {
                throw new IllegalArgumentException("not signposts of format " + FORMAT);
            }
            long lastVersion = in.readLong();
            long awaited = format == FORMAT ? in.readLong() : 0;
            int size = in.readInt();
            var posts = new ArrayList<Signpost>(size);
            for (int i = 0; i < size; i++) {
                posts.add(read(in));
            }
            return new Signposts(posts, lastVersion, awaited, format == FORMAT);
        } catch (IOException e) {
            throw new UncheckedIOException("signposts cannot be read", e);
        }
    }

    static byte[] encode(Signposts signposts) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeByte(FORMAT);
            out.writeLong(signposts.lastVersion());
            out.writeLong(signposts.awaited());
            out.writeInt(signposts.posts().size());
            for (var post : signposts.posts()) {
                write(post, out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("signposts cannot be written", e);
        }
        return bytes.toByteArray();
    }

    private static void write(Signpost post, DataOutputStream out) throws IOException {
        out.writeLong(post.graphNumber());
        switch (post) {
            case Signpost.MergedInto merged -> {
                out.writeByte('M');
                out.writeUTF(merged.survivor());
            }
            case Signpost.Erased erased -> out.writeByte('E');
            case Signpost.Split split -> {
                out.writeByte('S');
                out.writeInt(split.profileByDigest().size());
                for (var part : split.profileByDigest().entrySet()) {
                    out.writeUTF(part.getKey());
                    out.writeUTF(part.getValue());
                }
            }
        }
    }

    private static Signpost read(DataInputStream in) throws IOException {
        long graphNumber = in.readLong();
        return switch (in.readByte()) {
            case 'M' -> new Signpost.MergedInto(graphNumber, in.readUTF());
            case 'E' -> new Signpost.Erased(graphNumber);
            case 'S' -> {
                int size = in.readInt();
                var parts = new HashMap<String, String>();
                for (int i = 0; i < size; i++) {
                    parts.put(in.readUTF(), in.readUTF());
                }
                yield new Signpost.Split(graphNumber, parts);
            }
            default -> throw new IllegalArgumentException("not a signpost");
        };
    }
}
