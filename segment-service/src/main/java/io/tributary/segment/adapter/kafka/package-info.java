/**
 * The Kafka Streams topology: first copies, then profiles. It maps wire records to the core and back, keeps the stores,
 * and decides nothing that the core can decide.
 */
@NullMarked
package io.tributary.segment.adapter.kafka;

import org.jspecify.annotations.NullMarked;
