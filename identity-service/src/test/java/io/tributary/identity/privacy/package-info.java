/** Privacy requests, decided without a server. */
@NullMarked
package io.tributary.identity.privacy;

import org.jspecify.annotations.NullMarked;
