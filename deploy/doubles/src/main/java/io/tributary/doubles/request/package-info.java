/**
 * The record of every request that reached a platform, on disk and bounded: what it said, what was answered. It is what
 * proves that a suppressed person was never sent.
 */
@NullMarked
package io.tributary.doubles.request;

import org.jspecify.annotations.NullMarked;
