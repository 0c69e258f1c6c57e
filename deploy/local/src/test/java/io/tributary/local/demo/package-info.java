/** Tests of the demos against published figures and plain counts. */
@NullMarked
package io.tributary.local.demo;

import org.jspecify.annotations.NullMarked;
