/** Tests of this package, in memory. */
@NullMarked
package io.tributary.segment.personalization;

import org.jspecify.annotations.NullMarked;
