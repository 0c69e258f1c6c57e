/** The whole service against real servers, and the rules of its structure. */
@NullMarked
package io.tributary.segment;

import org.jspecify.annotations.NullMarked;
