/**
 * Whether every copy of a membership says what was decided: the topology's store against an evaluation from scratch, the
 * membership topic and the profile index against the store, and the queries against the index. What differs is counted,
 * shown by profile id and repaired by a re-evaluation.
 */
@NullMarked
package io.tributary.segment.audit;

import org.jspecify.annotations.NullMarked;
