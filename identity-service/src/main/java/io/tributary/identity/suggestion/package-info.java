/**
 * Suggestions that two profiles are one person's: found by probability, shown with their reasons, and decided by people.
 * Nothing here merges by itself.
 */
@NullMarked
package io.tributary.identity.suggestion;

import org.jspecify.annotations.NullMarked;
