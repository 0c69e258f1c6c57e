/** Privacy requests, tested. */
@NullMarked
package io.tributary.segment.privacy;

import org.jspecify.annotations.NullMarked;
