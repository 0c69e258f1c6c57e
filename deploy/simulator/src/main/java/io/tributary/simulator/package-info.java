/**
 * A world of people whose truth is known, to measure how well a policy tells them apart. Plain Java without a framework,
 * so that tests of a service, benchmarks and commands use the very same world.
 */
@NullMarked
package io.tributary.simulator;

import org.jspecify.annotations.NullMarked;
