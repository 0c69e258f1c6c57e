/**
 * Keeps what was acknowledged: changes are appended to a file before the answer leaves, replayed at the next start and
 * compacted into a snapshot then.
 */
@NullMarked
package io.tributary.doubles.journal;

import org.jspecify.annotations.NullMarked;
