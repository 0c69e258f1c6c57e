/** Tests of signposts. */
@NullMarked
package io.tributary.segment.redirect;

import org.jspecify.annotations.NullMarked;
