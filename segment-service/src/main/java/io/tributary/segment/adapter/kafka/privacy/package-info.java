/**
 * Privacy requests on Kafka: stages in, receipts and sealed pieces out; questions to the topology, and how long what is on
 * its way stays readable.
 */
@NullMarked
package io.tributary.segment.adapter.kafka.privacy;

import org.jspecify.annotations.NullMarked;
