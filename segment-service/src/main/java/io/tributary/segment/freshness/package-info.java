/** How far the indices are behind the topics they are fed from, and since when, and whether people are judged by what is published. */
@NullMarked
package io.tributary.segment.freshness;

import org.jspecify.annotations.NullMarked;
