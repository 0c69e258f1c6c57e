/** How much of anything one caller may ask for: requests a second, bytes a body. */
@NullMarked
package io.tributary.gateway.limit;

import org.jspecify.annotations.NullMarked;
