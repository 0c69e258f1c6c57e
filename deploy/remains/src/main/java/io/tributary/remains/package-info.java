/**
 * Searches the bytes of every store for given values, in the spellings in which a store may hold them. It asks the stores
 * themselves, not the services in front of them, and shares not one class with these: what a service has forgotten to
 * delete, or keeps where nobody would look, is found as well.
 */
@NullMarked
package io.tributary.remains;

import org.jspecify.annotations.NullMarked;
