/** A hundred live rules and the people whom they judge: what the benches of the topology and of the evaluation have in common. */
@NullMarked
package io.tributary.bench.rules;

import org.jspecify.annotations.NullMarked;
