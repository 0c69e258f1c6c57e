/** Tests of this package, in memory. */
@NullMarked
package io.tributary.ingestion.intake;

import org.jspecify.annotations.NullMarked;
