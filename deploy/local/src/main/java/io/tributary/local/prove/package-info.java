/** Proofs that take minutes: they hurt a running suite and compare what came out. */
@NullMarked
package io.tributary.local.prove;

import org.jspecify.annotations.NullMarked;
