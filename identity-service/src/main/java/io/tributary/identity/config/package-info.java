/**
 * Wires the service: clocks, security, properties, start order. No decisions on business data.
 */
@NullMarked
package io.tributary.identity.config;

import org.jspecify.annotations.NullMarked;
