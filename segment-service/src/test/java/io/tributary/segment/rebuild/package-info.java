/** Tests of pasts. */
@NullMarked
package io.tributary.segment.rebuild;

import org.jspecify.annotations.NullMarked;
