package io.tributary.segment.list;

import io.tributary.segment.list.FileRead.Form;
import io.tributary.segment.list.FileRead.Place;
import java.util.List;

/**
 * What was read of a file, and what it changes or changed.
 *
 * @param settled false while contacts are still being read: later there may be more people
 */
public record ListReport(
        long rows,
        long identifiers,
        long invalid,
        List<Place> invalidAt,
        Form format,
        ListDifference difference,
        boolean settled) {

    static ListReport of(FileRead read, ListDifference difference, boolean settled) {
        return new ListReport(
                read.rows(), read.identifiers(), read.invalid(), read.invalidAt(), read.format(), difference, settled);
    }
}
