/**
 * The client libraries as they are published, each told the same six calls.
 */
@NullMarked
package io.tributary.conformance.client;

import org.jspecify.annotations.NullMarked;
