/** Clients that send calls at an even rate, and each of them until it is accepted, whatever dies meanwhile. */
@NullMarked
package io.tributary.local.prove.load;

import org.jspecify.annotations.NullMarked;
