/** Tests of this package, in memory. */
@NullMarked
package io.tributary.ingestion.badrow;

import org.jspecify.annotations.NullMarked;
