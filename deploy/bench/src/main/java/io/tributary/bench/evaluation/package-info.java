/** The evaluation by itself, in memory and without any server: what an event costs between its bytes and its memberships. */
@NullMarked
package io.tributary.bench.evaluation;

import org.jspecify.annotations.NullMarked;
