/** Tests of the topology on a driver without brokers. */
@NullMarked
package io.tributary.segment.adapter.kafka;

import org.jspecify.annotations.NullMarked;
