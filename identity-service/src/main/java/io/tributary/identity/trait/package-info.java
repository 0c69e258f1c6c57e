/**
 * The few traits by which profiles can be recognised as one person's although they share no identifier: names, birthday,
 * address. Each hangs on the strongest identifier of the event that brought it, so a merge or a split moves it along and
 * deleting the identifier deletes it.
 */
@NullMarked
package io.tributary.identity.trait;

import org.jspecify.annotations.NullMarked;
