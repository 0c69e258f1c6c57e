/** Tests of what a profile remembers. */
@NullMarked
package io.tributary.segment.feature;

import org.jspecify.annotations.NullMarked;
