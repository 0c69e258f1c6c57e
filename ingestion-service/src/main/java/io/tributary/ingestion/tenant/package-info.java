/**
 * What the door knows about tenants: whether they may send, how much, and within which limits. The gateway owns
 * tenants; this is its latest word.
 */
@NullMarked
package io.tributary.ingestion.tenant;

import org.jspecify.annotations.NullMarked;
