/**
 * Wiring and options: the only place that knows every other package and the machine's clock.
 */
@NullMarked
package io.tributary.ingestion.config;

import org.jspecify.annotations.NullMarked;
