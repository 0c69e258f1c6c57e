/** How well clusters of events agree with the people who made them. */
@NullMarked
package io.tributary.simulator.score;

import org.jspecify.annotations.NullMarked;
