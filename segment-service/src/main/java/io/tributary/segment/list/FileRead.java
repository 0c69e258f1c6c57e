package io.tributary.segment.list;

import java.util.List;

/**
 * What was read of a file.
 *
 * @param identifiers cells that hold one
 * @param invalid cells that hold none
 * @param invalidAt where the first of them are
 * @param format how the file was understood
 */
public record FileRead(long rows, long identifiers, long invalid, List<Place> invalidAt, Form format) {

    /** Where a cell could not be read; the first row behind the header is row 1. */
    public record Place(long row, String column) {}

    /**
     * How a file is written.
     *
     * @param header whether its first row was taken for names of columns
     * @param columns the namespace of each; empty for one that was left out
     */
    public record Form(String encoding, String delimiter, boolean header, List<String> columns) {}
}
