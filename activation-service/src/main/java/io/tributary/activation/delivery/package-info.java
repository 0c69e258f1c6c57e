/**
 * One attempt to bring rows to a destination: the intent is written first, the gate is asked again, the answer is stored.
 * How a failure is retried is decided here; how bytes travel is behind the transport port.
 */
@NullMarked
package io.tributary.activation.delivery;

import org.jspecify.annotations.NullMarked;
