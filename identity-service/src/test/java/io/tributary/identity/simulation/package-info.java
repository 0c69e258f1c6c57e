/** Tests of the package. */
@NullMarked
package io.tributary.identity.simulation;

import org.jspecify.annotations.NullMarked;
