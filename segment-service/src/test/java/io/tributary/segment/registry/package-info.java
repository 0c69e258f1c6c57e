/** Tests. */
@NullMarked
package io.tributary.segment.registry;

import org.jspecify.annotations.NullMarked;
