/** Tests of the package. */
@NullMarked
package io.tributary.simulator.world;

import org.jspecify.annotations.NullMarked;
