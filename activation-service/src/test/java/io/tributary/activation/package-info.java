/** Tests of the whole service. */
@NullMarked
package io.tributary.activation;

import org.jspecify.annotations.NullMarked;
