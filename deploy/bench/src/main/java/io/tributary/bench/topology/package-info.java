/** The topology by itself: how many events it turns into memberships with a hundred live segments, how soon, and what that costs. */
@NullMarked
package io.tributary.bench.topology;

import org.jspecify.annotations.NullMarked;
