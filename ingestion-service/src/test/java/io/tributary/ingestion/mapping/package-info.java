/** Tests of this package, in memory. */
@NullMarked
package io.tributary.ingestion.mapping;

import org.jspecify.annotations.NullMarked;
