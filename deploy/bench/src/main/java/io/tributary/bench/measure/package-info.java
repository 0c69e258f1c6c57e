/** What a run cost: CPU by process, the run queue, what the rest of the machine did meanwhile. */
@NullMarked
package io.tributary.bench.measure;

import org.jspecify.annotations.NullMarked;
