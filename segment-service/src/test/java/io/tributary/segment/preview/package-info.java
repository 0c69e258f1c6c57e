/** Tests. */
@NullMarked
package io.tributary.segment.preview;

import org.jspecify.annotations.NullMarked;
