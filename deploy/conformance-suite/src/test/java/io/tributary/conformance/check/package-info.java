/** Tests of this package. */
@NullMarked
package io.tributary.conformance.check;

import org.jspecify.annotations.NullMarked;
