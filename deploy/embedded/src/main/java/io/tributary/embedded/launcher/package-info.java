/**
 * The code that runs inside a child JVM and not in ours: the entry point of an Elasticsearch node. It is packed into a
 * jar of its own in the cache, so nothing here may refer to another package.
 */
@NullMarked
package io.tributary.embedded.launcher;

import org.jspecify.annotations.NullMarked;
