@NullMarked
package io.tributary.bench.evaluation;

import org.jspecify.annotations.NullMarked;
