/** Tests of the package. */
@NullMarked
package io.tributary.identity.adapter.kafka;

import org.jspecify.annotations.NullMarked;
