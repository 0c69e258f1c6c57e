/**
 * PostgreSQL as a child process: its programs from the zonky binaries, an empty cluster that is made once and copied,
 * and the login that everything here uses on loopback.
 */
@NullMarked
package io.tributary.embedded.postgres;

import org.jspecify.annotations.NullMarked;
