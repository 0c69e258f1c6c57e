/** Tests of this package, in memory. */
@NullMarked
package io.tributary.ingestion.adapter.file;

import org.jspecify.annotations.NullMarked;
