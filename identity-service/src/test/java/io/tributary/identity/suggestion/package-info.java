/** Tests of suggestions. */
@NullMarked
package io.tributary.identity.suggestion;

import org.jspecify.annotations.NullMarked;
