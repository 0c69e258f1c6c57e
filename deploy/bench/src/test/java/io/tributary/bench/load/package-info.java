@NullMarked
package io.tributary.bench.load;

import org.jspecify.annotations.NullMarked;
