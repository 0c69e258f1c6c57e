@NullMarked
package io.tributary.ingestion.gzip;

import org.jspecify.annotations.NullMarked;
