/**
 * Long work that outlives the request that asked for it: queued in the store, leased by one instance at a time, begun again
 * elsewhere when that instance dies.
 */
@NullMarked
package io.tributary.identity.job;

import org.jspecify.annotations.NullMarked;
