/** Tests of this package. */
@NullMarked
package io.tributary.conformance.wire;

import org.jspecify.annotations.NullMarked;
