package io.tributary.segment.export;

import io.tributary.segment.job.Job;

/**
 * What people are told of an export.
 *
 * @param phase {@code open}, {@code columns}, {@code rows} or {@code whole}; {@code truncated} when a limit ended it
 * @param read rows that were looked at for their columns
 * @param bytes of the file
 * @param rowsLeftOut rows behind the limit
 * @param valuesLeftOut values without a column: beyond the most that a file has, or named like another of their row
 * @param rowsWithheld rows of people whose data is restricted
 * @param restarts how often it began anew
 */
public record ExportReport(
        String phase,
        long read,
        long rows,
        long bytes,
        long rowsLeftOut,
        long valuesLeftOut,
        long rowsWithheld,
        int restarts) {

    /** Of an export that is done. */
    public static ExportReport of(Job job) {
        return ExportJson.report(job.papers().report());
    }
}
