/** Tests. */
@NullMarked
package io.tributary.segment.adapter.http;

import org.jspecify.annotations.NullMarked;
