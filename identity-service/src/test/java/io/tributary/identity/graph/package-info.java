/** Tests of the package. */
@NullMarked
package io.tributary.identity.graph;

import org.jspecify.annotations.NullMarked;
