/** Tests of the package. */
@NullMarked
package io.tributary.simulator.score;

import org.jspecify.annotations.NullMarked;
