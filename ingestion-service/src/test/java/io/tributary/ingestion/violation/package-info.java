/** Counting violations, with its bounds. */
@NullMarked
package io.tributary.ingestion.violation;

import org.jspecify.annotations.NullMarked;
