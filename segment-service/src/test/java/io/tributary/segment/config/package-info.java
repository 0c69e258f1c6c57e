/** Tests. */
@NullMarked
package io.tributary.segment.config;

import org.jspecify.annotations.NullMarked;
