/** The processes of a local run: the servers, the doubles and the five services, with their ports, files and memory. */
@NullMarked
package io.tributary.local.suite;

import org.jspecify.annotations.NullMarked;
