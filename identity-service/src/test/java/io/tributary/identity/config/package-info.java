/** Tests of the package. */
@NullMarked
package io.tributary.identity.config;

import org.jspecify.annotations.NullMarked;
