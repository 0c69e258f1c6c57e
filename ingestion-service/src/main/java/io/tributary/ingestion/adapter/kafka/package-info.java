/**
 * The Kafka border: verdicts to records, compacted topics to the views that the door reads, and bad rows to their
 * table.
 */
@NullMarked
package io.tributary.ingestion.adapter.kafka;

import org.jspecify.annotations.NullMarked;
