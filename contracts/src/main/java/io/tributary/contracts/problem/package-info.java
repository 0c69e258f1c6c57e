/** The stable names of everything that can go wrong at an HTTP border (RFC 9457 problem types). */
@NullMarked
package io.tributary.contracts.problem;

import org.jspecify.annotations.NullMarked;
