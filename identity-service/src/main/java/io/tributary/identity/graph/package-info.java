/**
 * The identity graph: identifiers as nodes, append-only evidence edges between them, and profiles as the sets that the
 * live edges connect. Guards refuse joins that would make two people one; the weakest identifier is left out instead.
 */
@NullMarked
package io.tributary.identity.graph;

import org.jspecify.annotations.NullMarked;
