package io.tributary.segment.feature;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.function.BiConsumer;

/** Writes variable-length numbers and strings; a string that repeats costs its index only. */
final class Packer {

    private static final double EXACT = 1L << 52;

    private final Bytes body = new Bytes();
    private final Map<String, Integer> strings = new LinkedHashMap<>();

    Packer text(String text) {
        int index = strings.computeIfAbsent(text, it -> strings.size());
        return number(index);
    }

    /** A string that is no less than the one before, as what differs from that one; it does not go into the table. */
    Packer behind(String before, String text) {
        int common = 0;
        while (common < Math.min(before.length(), text.length())
                && before.charAt(common) == text.charAt(common)
                && !Character.isSurrogate(text.charAt(common))) {
            common++;
        }
        byte[] rest = text.substring(common).getBytes(StandardCharsets.UTF_8);
        number(common).number(rest.length);
        body.all(rest, rest.length);
        return this;
    }

    Packer number(long number) {
        body.variable(number);
        return this;
    }

    /** Integers and amounts of two decimals are short; everything else takes nine bytes. */
    Packer decimal(double decimal) {
        double cents = Math.rint(decimal * 100);
        if (decimal == Math.rint(decimal) && Math.abs(decimal) < EXACT) {
            return number(0).number((long) decimal);
        }
        if (Math.abs(cents) < EXACT && cents / 100 == decimal) {
            return number(1).number((long) cents);
        }
        number(2);
        body.fixed(Double.doubleToRawLongBits(decimal));
        return this;
    }

    <T> Packer list(Collection<T> values, BiConsumer<T, Packer> write) {
        number(values.size());
        values.forEach(it -> write.accept(it, this));
        return this;
    }

    <T> Packer map(NavigableMap<String, T> values, BiConsumer<T, Packer> write) {
        number(values.size());
        values.forEach((key, value) -> write.accept(value, text(key)));
        return this;
    }

    byte[] finish(byte format, long header) {
        var out = new Bytes();
        out.one(format);
        out.fixed(header);
        out.variable(strings.size());
        for (var text : strings.keySet()) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            out.variable(bytes.length);
            out.all(bytes, bytes.length);
        }
        out.all(body.bytes, body.size);
        return Arrays.copyOf(out.bytes, out.size);
    }

    /** Bytes that grow. The stream of the language takes a lock for each, which is half of what packing costs. */
    private static final class Bytes {
        private byte[] bytes = new byte[1024];
        private int size;

        void one(int one) {
            grow(1);
            bytes[size++] = (byte) one;
        }

        void fixed(long number) {
            grow(Long.BYTES);
            ByteBuffer.wrap(bytes).putLong(size, number);
            size += Long.BYTES;
        }

        void variable(long number) {
            long zigzag = (number << 1) ^ (number >> 63);
            while ((zigzag & ~0x7FL) != 0) {
                one((int) ((zigzag & 0x7F) | 0x80));
                zigzag >>>= 7;
            }
            one((int) zigzag);
        }

        void all(byte[] more, int length) {
            grow(length);
            System.arraycopy(more, 0, bytes, size, length);
            size += length;
        }

        private void grow(int more) {
            if (bytes.length - size < more) {
                bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
            }
        }
    }
}
