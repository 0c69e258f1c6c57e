/** Tests of this package, in memory. */
@NullMarked
package io.tributary.ingestion.imports;

import org.jspecify.annotations.NullMarked;
