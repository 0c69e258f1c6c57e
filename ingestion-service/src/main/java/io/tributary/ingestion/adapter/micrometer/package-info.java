/**
 * Counters of the intake, tagged by tenant and source and by nothing personal.
 */
@NullMarked
package io.tributary.ingestion.adapter.micrometer;

import org.jspecify.annotations.NullMarked;
