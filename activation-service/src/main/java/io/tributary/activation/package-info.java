/** Memberships become audiences at destinations, minus everybody who must not be contacted. */
@NullMarked
package io.tributary.activation;

import org.jspecify.annotations.NullMarked;
