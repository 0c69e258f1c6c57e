@NullMarked
package io.tributary.remains;

import org.jspecify.annotations.NullMarked;
