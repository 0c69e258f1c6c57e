/** Unpacking of what strangers send. */
@NullMarked
package io.tributary.ingestion.gzip;

import org.jspecify.annotations.NullMarked;
