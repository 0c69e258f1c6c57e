/** The past of profiles that were taken apart: each part is given the events that are its own. */
@NullMarked
package io.tributary.segment.rebuild;

import org.jspecify.annotations.NullMarked;
