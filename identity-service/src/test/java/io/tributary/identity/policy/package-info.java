/** How well the resolution makes people of the simulated world, compared with what others do. */
@NullMarked
package io.tributary.identity.policy;

import org.jspecify.annotations.NullMarked;
