/** What hangs on people at this end: asked before two of them become one, or one becomes two. */
@NullMarked
package io.tributary.activation.touch;

import org.jspecify.annotations.NullMarked;
