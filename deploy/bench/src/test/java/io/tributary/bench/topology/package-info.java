@NullMarked
package io.tributary.bench.topology;

import org.jspecify.annotations.NullMarked;
