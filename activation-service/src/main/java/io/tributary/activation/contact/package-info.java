/**
 * What identity-service last said about how a person can be reached and what the person allowed.
 * A contact is the whole current state; a newer version replaces an older one, never the other way round.
 */
@NullMarked
package io.tributary.activation.contact;

import org.jspecify.annotations.NullMarked;
