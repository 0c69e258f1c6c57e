/**
 * What the libraries are told to send: one person who exists for this run only.
 */
@NullMarked
package io.tributary.conformance.script;

import org.jspecify.annotations.NullMarked;
