/** Tests of this package, in memory. */
@NullMarked
package io.tributary.ingestion.source;

import org.jspecify.annotations.NullMarked;
