/** Tests of what crosses a process border: digest. */
@NullMarked
package io.tributary.contracts.digest;

import org.jspecify.annotations.NullMarked;
