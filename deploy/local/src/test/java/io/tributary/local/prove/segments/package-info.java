/** Tests of what the proof of memberships sends and of what it is judged with. */
@NullMarked
package io.tributary.local.prove.segments;

import org.jspecify.annotations.NullMarked;
