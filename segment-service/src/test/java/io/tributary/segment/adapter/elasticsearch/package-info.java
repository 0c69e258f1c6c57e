/** Tests. */
@NullMarked
package io.tributary.segment.adapter.elasticsearch;

import org.jspecify.annotations.NullMarked;
