@NullMarked
package io.tributary.bench.suite;

import org.jspecify.annotations.NullMarked;
