/**
 * Kafka in KRaft mode, broker and controller in one child JVM, from the jars of the release; topics are made by whoever
 * uses it, never automatically.
 */
@NullMarked
package io.tributary.embedded.kafka;

import org.jspecify.annotations.NullMarked;
