/** Exports, tested. */
@NullMarked
package io.tributary.segment.export;

import org.jspecify.annotations.NullMarked;
