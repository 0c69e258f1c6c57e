/**
 * The decision at the door. A body is read once, each of its calls gets one verdict, and the answer leaves only
 * after the log has taken every verdict that must be kept.
 */
@NullMarked
package io.tributary.ingestion.intake;

import org.jspecify.annotations.NullMarked;
