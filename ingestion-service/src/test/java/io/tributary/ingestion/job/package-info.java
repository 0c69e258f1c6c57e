/** Tests of this package, in memory. */
@NullMarked
package io.tributary.ingestion.job;

import org.jspecify.annotations.NullMarked;
