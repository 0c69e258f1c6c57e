/** The identity service: events in, one profile per person out. */
@NullMarked
package io.tributary.identity;

import org.jspecify.annotations.NullMarked;
