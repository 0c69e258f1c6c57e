/** The proof that a large import does not delay live events: both at once through the front door, timed from outside. */
@NullMarked
package io.tributary.local.prove.lanes;

import org.jspecify.annotations.NullMarked;
