/**
 * The side door of the doubles: what no platform offers but a test and a curious person need. It provisions, orders
 * faults, lists members and recorded requests, and shows all of it as pages.
 */
@NullMarked
package io.tributary.doubles.inspect;

import org.jspecify.annotations.NullMarked;
