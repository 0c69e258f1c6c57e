/** Measures identity resolution: events a core resolves in a second, by size of the graph and share of new identifiers. */
@NullMarked
package io.tributary.bench.identity;

import org.jspecify.annotations.NullMarked;
