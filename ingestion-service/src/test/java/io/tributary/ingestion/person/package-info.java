/** Tests of this package, in memory. */
@NullMarked
package io.tributary.ingestion.person;

import org.jspecify.annotations.NullMarked;
