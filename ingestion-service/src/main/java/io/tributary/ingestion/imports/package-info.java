/**
 * Files of calls that take the bulk lane. A file is spooled, looked at, and read in chunks by a job that goes on behind
 * its last acknowledged row, in whichever process.
 */
@NullMarked
package io.tributary.ingestion.imports;

import org.jspecify.annotations.NullMarked;
