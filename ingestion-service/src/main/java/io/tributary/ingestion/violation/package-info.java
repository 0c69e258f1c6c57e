/**
 * What events did against tracking plans, counted beside the door: in memory first, written every few seconds, bounded in
 * how many different things are told apart. It holds names and counts, never a value of an event.
 */
@NullMarked
package io.tributary.ingestion.violation;

import org.jspecify.annotations.NullMarked;
