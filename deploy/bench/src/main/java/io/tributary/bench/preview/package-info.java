/** What segment-service's questions cost by the number of profiles: previews, re-evaluation, lookups of live pages. */
@NullMarked
package io.tributary.bench.preview;

import org.jspecify.annotations.NullMarked;
