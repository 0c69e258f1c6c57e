/**
 * The collector: what clients send becomes accepted events or bad rows in the log, never anything in between. Sources,
 * write keys, repairs and imports live here too.
 */
@NullMarked
package io.tributary.ingestion;

import org.jspecify.annotations.NullMarked;
