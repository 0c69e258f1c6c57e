/** What the topology told, as a consumer of committed records sees it. */
@NullMarked
package io.tributary.bench.memberships;

import org.jspecify.annotations.NullMarked;
