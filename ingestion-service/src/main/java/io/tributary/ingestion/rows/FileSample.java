package io.tributary.ingestion.rows;

import org.jspecify.annotations.Nullable;

/**
 * The beginning of a stored file.
 *
 * @param packed it is gzip
 * @param encoding null when it is no text
 * @param beginning unpacked, without byte order mark, UTF-16 as UTF-8; cut behind a line end unless it is the whole file
 */
@SuppressWarnings("ArrayRecordComponent") // The bytes are the sample: nobody compares samples.
public record FileSample(boolean packed, @Nullable TextEncoding encoding, byte[] beginning) {}
