/** Keyed digests: how an identifier appears in record keys, events and suppression lists without being readable. */
@NullMarked
package io.tributary.contracts.digest;

import org.jspecify.annotations.NullMarked;
