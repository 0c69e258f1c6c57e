/** What sealed values promise. */
@NullMarked
package io.tributary.contracts.seal;

import org.jspecify.annotations.NullMarked;
