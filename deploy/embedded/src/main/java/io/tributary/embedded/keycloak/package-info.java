/**
 * Keycloak as a child process on the embedded PostgreSQL: built once per version, its database schema made once per
 * machine and copied, its realm imported into each new data folder.
 */
@NullMarked
package io.tributary.embedded.keycloak;

import org.jspecify.annotations.NullMarked;
