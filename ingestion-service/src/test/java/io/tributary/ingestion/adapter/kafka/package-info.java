/** Tests of this package, in memory. */
@NullMarked
package io.tributary.ingestion.adapter.kafka;

import org.jspecify.annotations.NullMarked;
