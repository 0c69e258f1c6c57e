/**
 * Faults of the servers this service stands on; each adapter translates into them once.
 */
@NullMarked
package io.tributary.activation.fault;

import org.jspecify.annotations.NullMarked;
