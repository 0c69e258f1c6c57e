/** How far the indices are behind the topics they are fed from, and since when. */
@NullMarked
package io.tributary.segment.freshness;

import org.jspecify.annotations.NullMarked;
