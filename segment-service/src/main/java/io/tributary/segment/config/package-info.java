/** Wires the core to its adapters: beans, validated properties and the order in which things start. No decisions. */
@NullMarked
package io.tributary.segment.config;

import org.jspecify.annotations.NullMarked;
