/**
 * Wiring: beans, validated options, clocks and the life cycle of what runs in the background.
 */
@NullMarked
package io.tributary.activation.config;

import org.jspecify.annotations.NullMarked;
