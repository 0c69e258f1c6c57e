package io.tributary.segment.export;

/**
 * How much exports may take.
 *
 * @param unfinished exports of a tenant that wait or run
 * @param filePacked bytes of one file, packed; rows behind them are left out, and counted
 * @param keptPacked bytes of all files of a tenant, packed; beyond them no export begins
 * @param columns of a CSV file; values beyond them are left out, and counted
 */
public record ExportLimits(int unfinished, long filePacked, long keptPacked, int columns) {}
