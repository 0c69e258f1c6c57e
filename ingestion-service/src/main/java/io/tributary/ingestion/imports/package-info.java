/**
 * Files of calls that take the bulk lane. A file is spooled, read in chunks and resumed after its last
 * acknowledged line.
 */
@NullMarked
package io.tributary.ingestion.imports;

import org.jspecify.annotations.NullMarked;
