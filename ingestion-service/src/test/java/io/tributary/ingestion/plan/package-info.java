/** Tracking plans, judged with the real schema engine. */
@NullMarked
package io.tributary.ingestion.plan;

import org.jspecify.annotations.NullMarked;
