/**
 * Runs the published client libraries against an endpoint, from outside, and reports what became of each call.
 */
@NullMarked
package io.tributary.conformance;

import org.jspecify.annotations.NullMarked;
