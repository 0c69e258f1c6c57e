/** Answers that were given before: repeating a call with the same key repeats its answer and not its effect. */
@NullMarked
package io.tributary.activation.idempotency;

import org.jspecify.annotations.NullMarked;
