/**
 * What passes between a client library and the endpoint: recorded byte by byte, and repeatable.
 */
@NullMarked
package io.tributary.conformance.wire;

import org.jspecify.annotations.NullMarked;
