package io.tributary.segment.feature;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.function.BiConsumer;

/** Writes variable-length numbers and strings; a string that repeats costs its index only. */
final class Packer {

    private static final double EXACT = 1L << 52;

    private final ByteArrayOutputStream body = new ByteArrayOutputStream(1024);
    private final Map<String, Integer> strings = new LinkedHashMap<>();

    Packer text(String text) {
        int index = strings.computeIfAbsent(text, it -> strings.size());
        return number(index);
    }

    Packer number(long number) {
        variable(body, number);
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
        body.writeBytes(ByteBuffer.allocate(Double.BYTES).putDouble(decimal).array());
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
        var out = new ByteArrayOutputStream(body.size() + 512);
        out.write(format);
        out.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(header).array());
        variable(out, strings.size());
        for (var text : strings.keySet()) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            variable(out, bytes.length);
            out.writeBytes(bytes);
        }
        out.writeBytes(body.toByteArray());
        return out.toByteArray();
    }

    private static void variable(ByteArrayOutputStream out, long number) {
        long zigzag = (number << 1) ^ (number >> 63);
        while ((zigzag & ~0x7FL) != 0) {
            out.write((int) ((zigzag & 0x7F) | 0x80));
            zigzag >>>= 7;
        }
        out.write((int) zigzag);
    }
}
