/** Sealed tokens after RFC 7516. */
@NullMarked
package io.tributary.identity.adapter.jose;

import org.jspecify.annotations.NullMarked;
