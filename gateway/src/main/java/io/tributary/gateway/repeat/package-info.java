/** Calls that are sent twice: the answer to the first is kept under the caller's key and given again. */
@NullMarked
package io.tributary.gateway.repeat;

import org.jspecify.annotations.NullMarked;
