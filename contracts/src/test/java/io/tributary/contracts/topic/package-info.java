/** Tests of what crosses a process border: topic. */
@NullMarked
package io.tributary.contracts.topic;

import org.jspecify.annotations.NullMarked;
