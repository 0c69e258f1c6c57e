/** Proves that a merge can be taken back: what is left is what a world would be in which it never happened. */
@NullMarked
package io.tributary.local.prove.takeback;

import org.jspecify.annotations.NullMarked;
