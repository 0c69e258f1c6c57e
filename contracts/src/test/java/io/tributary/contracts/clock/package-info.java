/** Tests of what crosses a process border: clock. */
@NullMarked
package io.tributary.contracts.clock;

import org.jspecify.annotations.NullMarked;
