/**
 * The person's own page: a link that opens it without a login, and what can be answered there.
 */
@NullMarked
package io.tributary.identity.preference;

import org.jspecify.annotations.NullMarked;
