@NullMarked
package io.tributary.bench.door;

import org.jspecify.annotations.NullMarked;
