/** Tests of stays. */
@NullMarked
package io.tributary.segment.stay;

import org.jspecify.annotations.NullMarked;
