package io.tributary.segment.list;

import java.nio.charset.Charset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a file is written, as far as its sender says so; the rest is found out.
 *
 * @param header whether the first row names the columns
 * @param names of the columns: namespaces, of which an empty one leaves its column out; none when it is not said
 * @param region of telephone numbers without their country, ISO 3166 alpha-2; empty when there is none
 */
public record ListFormat(
        @Nullable Charset encoding,
        @Nullable Character delimiter,
        @Nullable Boolean header,
        List<String> names,
        String region) {}
