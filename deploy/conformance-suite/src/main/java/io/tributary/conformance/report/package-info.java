/**
 * What held and what did not, for people and for programs.
 */
@NullMarked
package io.tributary.conformance.report;

import org.jspecify.annotations.NullMarked;
