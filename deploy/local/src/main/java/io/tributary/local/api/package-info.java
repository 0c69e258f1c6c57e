/** A client of the public API as its users have it: tokens by password, JSON in and out, problems as values. */
@NullMarked
package io.tributary.local.api;

import org.jspecify.annotations.NullMarked;
