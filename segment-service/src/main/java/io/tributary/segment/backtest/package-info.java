/** What a rule would have selected day by day: computed as a job from what is known now about days that have passed. */
@NullMarked
package io.tributary.segment.backtest;

import org.jspecify.annotations.NullMarked;
