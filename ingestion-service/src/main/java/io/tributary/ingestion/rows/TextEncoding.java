package io.tributary.ingestion.rows;

/**
 * How a file's text is encoded, as its bytes show it.
 *
 * @param charset its name
 * @param markBytes length of the byte order mark in front; zero without one
 */
public record TextEncoding(String charset, int markBytes) {}
