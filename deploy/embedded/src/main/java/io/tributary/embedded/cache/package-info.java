/**
 * Folders that are expensive to make and are made once per machine. A folder appears under its final name only when it
 * is complete, and two processes never make the same one at once.
 */
@NullMarked
package io.tributary.embedded.cache;

import org.jspecify.annotations.NullMarked;
