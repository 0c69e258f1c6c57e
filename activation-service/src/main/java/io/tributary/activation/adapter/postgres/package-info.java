/**
 * The stores of this service in PostgreSQL. Calls block and belong on virtual threads; faults become
 * StoreUnavailable or StoreRefused in one place.
 */
@NullMarked
package io.tributary.activation.adapter.postgres;

import org.jspecify.annotations.NullMarked;
