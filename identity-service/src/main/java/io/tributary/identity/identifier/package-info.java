/**
 * Identifiers and their normal form: two spellings of one address are one identifier, and a placeholder is none.
 * Nothing here knows people; it only says what a value is.
 */
@NullMarked
package io.tributary.identity.identifier;

import org.jspecify.annotations.NullMarked;
