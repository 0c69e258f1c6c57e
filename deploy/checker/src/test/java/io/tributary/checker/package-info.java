@NullMarked
package io.tributary.checker;

import org.jspecify.annotations.NullMarked;
