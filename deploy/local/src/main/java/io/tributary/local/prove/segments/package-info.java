/** Proves that memberships survive the loss of search, of the topology and of its instances: they equal a replay from scratch. */
@NullMarked
package io.tributary.local.prove.segments;

import org.jspecify.annotations.NullMarked;
