/** Tests of what the proof of acknowledged calls is judged with. */
@NullMarked
package io.tributary.local.prove.acked;

import org.jspecify.annotations.NullMarked;
