/**
 * Contact points: the addresses by which a person can be reached, and what came back from them.
 */
@NullMarked
package io.tributary.identity.contact;

import org.jspecify.annotations.NullMarked;
