/** Tests of this package, in memory. */
@NullMarked
package io.tributary.ingestion.suppression;

import org.jspecify.annotations.NullMarked;
