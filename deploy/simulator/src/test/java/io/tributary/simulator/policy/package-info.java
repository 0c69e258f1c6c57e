/** Tests of the package. */
@NullMarked
package io.tributary.simulator.policy;

import org.jspecify.annotations.NullMarked;
