/**
 * How the columns of a file become the fields of calls: read from what a person wrote, or guessed from the usual names,
 * and applied to one row at a time.
 */
@NullMarked
package io.tributary.ingestion.mapping;

import org.jspecify.annotations.NullMarked;
