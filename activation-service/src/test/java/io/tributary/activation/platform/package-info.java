/** A small stateful platform for tests: it keeps sets of members and fails when it is told to. */
@NullMarked
package io.tributary.activation.platform;

import org.jspecify.annotations.NullMarked;
