/**
 * Probabilistic record linkage after Fellegi and Sunter on any table: which records are one person's, with the bits of
 * evidence that each field gives. It learns from the table itself, knows nothing of profiles, and merges nobody.
 */
@NullMarked
package io.tributary.identity.linkage;

import org.jspecify.annotations.NullMarked;
