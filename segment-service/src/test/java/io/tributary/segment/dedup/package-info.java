/** Tests of first copies. */
@NullMarked
package io.tributary.segment.dedup;

import org.jspecify.annotations.NullMarked;
