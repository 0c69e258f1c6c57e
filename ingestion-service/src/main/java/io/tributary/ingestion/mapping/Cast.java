package io.tributary.ingestion.mapping;

import java.time.ZoneId;

/** What a cell's text is written as. An empty cell writes nothing, whatever its cast. */
public sealed interface Cast {

    /** The text itself. */
    record Text() implements Cast {}

    /** A number with that decimal sign; groups of thousands may be set apart by the other sign, a blank or an apostrophe. */
    record Numeric(char decimal) implements Cast {}

    /** True, yes, y, 1 or false, no, n, 0. */
    record Bool() implements Cast {}

    /**
     * A time in ISO 8601 and UTC.
     *
     * @param pattern of {@link java.time.format.DateTimeFormatter}; empty reads ISO 8601 and epoch milliseconds,
     *     {@code epoch-seconds} reads those
     * @param zone of texts that name none
     */
    record Time(String pattern, ZoneId zone) implements Cast {}

    /** An array: the text is split, each piece trimmed, empty ones left out. */
    record Items(String separator, Cast each) implements Cast {}

    /** JSON as it stands in the cell. */
    record Json() implements Cast {}
}
