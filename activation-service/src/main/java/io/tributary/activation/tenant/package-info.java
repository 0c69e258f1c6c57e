/** Which tenants may be served now. */
@NullMarked
package io.tributary.activation.tenant;

import org.jspecify.annotations.NullMarked;
