/** Why somebody is, or is not, in a segment: the truth of each part of the rule, since when, and until when. */
@NullMarked
package io.tributary.segment.explain;

import org.jspecify.annotations.NullMarked;
