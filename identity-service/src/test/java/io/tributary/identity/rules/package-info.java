/** Tests of the package. */
@NullMarked
package io.tributary.identity.rules;

import org.jspecify.annotations.NullMarked;
