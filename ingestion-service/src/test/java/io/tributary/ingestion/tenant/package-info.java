/** Tests of this package, in memory. */
@NullMarked
package io.tributary.ingestion.tenant;

import org.jspecify.annotations.NullMarked;
