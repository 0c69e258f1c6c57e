/** One demo from start to settled: sets up, sends, waits until nothing is left to do, and reports what came out. */
@NullMarked
package io.tributary.local.run;

import org.jspecify.annotations.NullMarked;
