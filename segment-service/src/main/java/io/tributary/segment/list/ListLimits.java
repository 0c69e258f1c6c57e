package io.tributary.segment.list;

import io.tributary.segment.list.ListRefused.Rule;

/**
 * How much lists may take.
 *
 * @param fileBytes of one file
 * @param identifiers of one file
 * @param listed identifiers of one list
 * @param unfinished uploads of a tenant that wait or run
 */
public record ListLimits(long fileBytes, long identifiers, long listed, int unfinished) {

    /** Refuses what makes a list longer than it may be; a list that is too long already can become shorter. */
    void check(ListDifference difference) {
        if (difference.added() > 0 && difference.size() > listed) {
            throw new ListRefused(
                    Rule.LIST_TOO_LONG,
                    "The list would hold " + difference.size() + " identifiers; at most " + listed + " may be on one.");
        }
    }
}
