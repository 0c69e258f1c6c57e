/**
 * What all servers have in common: a recipe that says how to launch one and when it is ready, the folder that holds its
 * data, its ports, and the ahead-of-time cache that makes the next start cheap.
 */
@NullMarked
package io.tributary.embedded.server;

import org.jspecify.annotations.NullMarked;
