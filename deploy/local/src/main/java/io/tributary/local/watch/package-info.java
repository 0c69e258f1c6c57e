/** How far every stage has come, and when nothing is left to do. */
@NullMarked
package io.tributary.local.watch;

import org.jspecify.annotations.NullMarked;
