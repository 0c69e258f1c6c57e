/**
 * What comes from and goes to the other services. Records are mapped to core types at this border; what cannot be
 * read is kept as a dead letter and counted.
 */
@NullMarked
package io.tributary.activation.adapter.kafka;

import org.jspecify.annotations.NullMarked;
