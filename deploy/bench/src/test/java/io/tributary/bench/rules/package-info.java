@NullMarked
package io.tributary.bench.rules;

import org.jspecify.annotations.NullMarked;
