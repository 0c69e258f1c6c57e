@NullMarked
package io.tributary.bench.ceiling;

import org.jspecify.annotations.NullMarked;
