/**
 * What must hold: the replies, what is stored of each call, and the profile that comes of them. It decides by itself what\n * the protocol makes of a call and shares nothing with the services.
 */
@NullMarked
package io.tributary.conformance.check;

import org.jspecify.annotations.NullMarked;
