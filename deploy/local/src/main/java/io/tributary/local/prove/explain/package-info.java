/** Explanations, checked on the running suite by doing what they propose. */
@NullMarked
package io.tributary.local.prove.explain;

import org.jspecify.annotations.NullMarked;
