/** The cheapest program that does only what cannot be avoided, and whether a figure may be held against it. */
@NullMarked
package io.tributary.bench.ceiling;

import org.jspecify.annotations.NullMarked;
