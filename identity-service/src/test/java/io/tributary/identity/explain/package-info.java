/** Tests of explanations. */
@NullMarked
package io.tributary.identity.explain;

import org.jspecify.annotations.NullMarked;
