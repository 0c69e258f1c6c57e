/** Tests of what crosses a process border: problem. */
@NullMarked
package io.tributary.contracts.problem;

import org.jspecify.annotations.NullMarked;
