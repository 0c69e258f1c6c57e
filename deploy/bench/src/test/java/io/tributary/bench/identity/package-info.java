@NullMarked
package io.tributary.bench.identity;

import org.jspecify.annotations.NullMarked;
