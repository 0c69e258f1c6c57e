@NullMarked
package io.tributary.bench.preview;

import org.jspecify.annotations.NullMarked;
