/** Tests of this package, in memory. */
@NullMarked
package io.tributary.ingestion.config;

import org.jspecify.annotations.NullMarked;
