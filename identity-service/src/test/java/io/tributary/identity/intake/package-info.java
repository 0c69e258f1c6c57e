/** Tests of the package. */
@NullMarked
package io.tributary.identity.intake;

import org.jspecify.annotations.NullMarked;
