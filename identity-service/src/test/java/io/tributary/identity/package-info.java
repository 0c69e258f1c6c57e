/** Tests of the service as a whole. */
@NullMarked
package io.tributary.identity;

import org.jspecify.annotations.NullMarked;
