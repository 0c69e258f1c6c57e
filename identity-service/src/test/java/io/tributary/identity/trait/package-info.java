/** Tests of linkable traits. */
@NullMarked
package io.tributary.identity.trait;

import org.jspecify.annotations.NullMarked;
