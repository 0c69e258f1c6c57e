/** Long work that outlives the request that asked for it: where it stands, who works on it, and how it goes on. */
@NullMarked
package io.tributary.segment.job;

import org.jspecify.annotations.NullMarked;
