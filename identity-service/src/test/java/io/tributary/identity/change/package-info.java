/** Tests of the package. */
@NullMarked
package io.tributary.identity.change;

import org.jspecify.annotations.NullMarked;
