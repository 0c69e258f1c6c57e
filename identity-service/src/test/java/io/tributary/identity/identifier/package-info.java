/** Tests of the package. */
@NullMarked
package io.tributary.identity.identifier;

import org.jspecify.annotations.NullMarked;
