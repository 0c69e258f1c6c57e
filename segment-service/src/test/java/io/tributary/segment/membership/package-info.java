/** Tests of judging: by example, against a naive reading of raw events, and on real data. */
@NullMarked
package io.tributary.segment.membership;

import org.jspecify.annotations.NullMarked;
