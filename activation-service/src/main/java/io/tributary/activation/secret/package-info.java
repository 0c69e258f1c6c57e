/**
 * Secrets at rest: sealed with authenticated encryption, readable only by who holds the installation's key.
 */
@NullMarked
package io.tributary.activation.secret;

import org.jspecify.annotations.NullMarked;
