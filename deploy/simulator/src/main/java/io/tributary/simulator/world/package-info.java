/**
 * The seeded world: households of one to four people, their devices, addresses and phones, and what they do. Every event
 * carries the person who made it, which no policy may look at.
 */
@NullMarked
package io.tributary.simulator.world;

import org.jspecify.annotations.NullMarked;
