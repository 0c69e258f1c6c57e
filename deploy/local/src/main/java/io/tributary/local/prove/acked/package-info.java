/**
 * Hurts the collector and the broker while clients send, and lets a program that shares nothing with the services judge
 * whether everything that was acknowledged is stored, and counts, exactly once.
 */
@NullMarked
package io.tributary.local.prove.acked;

import org.jspecify.annotations.NullMarked;
