/** Tests of blocking. */
@NullMarked
package io.tributary.identity.linkage.block;

import org.jspecify.annotations.NullMarked;
