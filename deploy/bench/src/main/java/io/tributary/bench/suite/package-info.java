/** The whole suite: how many events it stores and segments, how fast, and what stops it. */
@NullMarked
package io.tributary.bench.suite;

import org.jspecify.annotations.NullMarked;
