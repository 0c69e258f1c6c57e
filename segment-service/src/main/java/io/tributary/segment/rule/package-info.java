/**
 * The rule language: one tree of conditions, written as JSON or as text, with one canonical form whose hash names a
 * definition version. The tree says what is asked; how an answer is found is decided elsewhere.
 */
@NullMarked
package io.tributary.segment.rule;

import org.jspecify.annotations.NullMarked;
