/**
 * Blocking: which pairs of a table are worth comparing. Rules give keys, records with an equal key form a block, and
 * blocks above a cap are left out and said.
 */
@NullMarked
package io.tributary.identity.linkage.block;

import org.jspecify.annotations.NullMarked;
