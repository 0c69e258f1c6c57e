/**
 * Where audiences are sent: a platform account with its configuration and its write-only secrets.
 */
@NullMarked
package io.tributary.activation.destination;

import org.jspecify.annotations.NullMarked;
