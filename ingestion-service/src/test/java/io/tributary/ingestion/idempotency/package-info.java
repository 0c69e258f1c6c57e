/** Tests of this package, in memory. */
@NullMarked
package io.tributary.ingestion.idempotency;

import org.jspecify.annotations.NullMarked;
