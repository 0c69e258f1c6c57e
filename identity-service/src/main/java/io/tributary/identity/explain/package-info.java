/** Answers why identifiers are held to be one person's, by the evidence that joins them. */
@NullMarked
package io.tributary.identity.explain;

import org.jspecify.annotations.NullMarked;
