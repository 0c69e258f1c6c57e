/** Tests of uploaded lists. */
@NullMarked
package io.tributary.segment.list;

import org.jspecify.annotations.NullMarked;
