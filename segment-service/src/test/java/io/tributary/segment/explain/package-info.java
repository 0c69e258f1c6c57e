/** Explanations are checked by doing what they propose. */
@NullMarked
package io.tributary.segment.explain;

import org.jspecify.annotations.NullMarked;
