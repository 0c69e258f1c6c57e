package io.tributary.segment.feature;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Reads what {@link Packer} wrote. */
final class Unpacker {

    private final ByteBuffer in;
    private final String[] strings;

    Unpacker(byte[] bytes, int offset) {
        this.in = ByteBuffer.wrap(bytes).position(offset);
        this.strings = new String[(int) number()];
        for (int i = 0; i < strings.length; i++) {
            strings[i] = characters();
        }
    }

    /** A string of which only what differs from the one before was written. */
    String behind(String before) {
        return before.substring(0, (int) number()) + characters();
    }

    private String characters() {
        int length = (int) number();
        var text = new String(in.array(), in.position(), length, StandardCharsets.UTF_8);
        in.position(in.position() + length);
        return text;
    }

    String text() {
        return strings[(int) number()];
    }

    long number() {
        long zigzag = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = in.get();
            zigzag |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return (zigzag >>> 1) ^ -(zigzag & 1);
            }
        }
    }

    double decimal() {
        return switch ((int) number()) {
            case 0 -> number();
            case 1 -> number() / 100.0;
            default -> in.getDouble();
        };
    }

    <T> List<T> list(Function<Unpacker, T> read) {
        int size = (int) number();
        var values = new ArrayList<T>(size);
        for (int i = 0; i < size; i++) {
            values.add(read.apply(this));
        }
        return values;
    }

    <T> void map(Function<Unpacker, T> read, Map<String, T> into) {
        int size = (int) number();
        for (int i = 0; i < size; i++) {
            var key = text();
            into.put(key, read.apply(this));
        }
    }
}
