/** Tests of what crosses a process border: tenant. */
@NullMarked
package io.tributary.contracts.tenant;

import org.jspecify.annotations.NullMarked;
