/** Tests. */
@NullMarked
package io.tributary.segment.audit;

import org.jspecify.annotations.NullMarked;
