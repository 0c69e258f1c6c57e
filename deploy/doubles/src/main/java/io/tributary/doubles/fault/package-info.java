/**
 * Faults on order: a test says which of the next requests are to go wrong and how. Scripts live in memory only, because
 * a test that restarts the program writes its script again.
 */
@NullMarked
package io.tributary.doubles.fault;

import org.jspecify.annotations.NullMarked;
