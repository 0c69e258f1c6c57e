/**
 * How personal data crosses a topic whose records outlive it: sealed for one request, so that a search of the topic's
 * bytes finds none of it.
 */
@NullMarked
package io.tributary.contracts.seal;

import org.jspecify.annotations.NullMarked;
