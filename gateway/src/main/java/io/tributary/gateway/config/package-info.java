/** Wiring: beans, clocks, background work and the validated options. */
@NullMarked
package io.tributary.gateway.config;

import org.jspecify.annotations.NullMarked;
