/** Tests of this package, in memory. */
@NullMarked
package io.tributary.identity.consent;

import org.jspecify.annotations.NullMarked;
