/** Tests of this package, in memory. */
@NullMarked
package io.tributary.ingestion.rows;

import org.jspecify.annotations.NullMarked;
