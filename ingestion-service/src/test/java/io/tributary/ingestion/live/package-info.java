/** Tests of this package, in memory. */
@NullMarked
package io.tributary.ingestion.live;

import org.jspecify.annotations.NullMarked;
