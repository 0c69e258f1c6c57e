/**
 * Changes that a person makes to the graph by hand: merging two profiles, splitting one, and what either would touch.
 * A split revokes edges and never deletes any, so every decision stays explainable.
 */
@NullMarked
package io.tributary.identity.change;

import org.jspecify.annotations.NullMarked;
