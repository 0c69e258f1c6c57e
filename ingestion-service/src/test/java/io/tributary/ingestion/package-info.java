/** Tests of the whole service. */
@NullMarked
package io.tributary.ingestion;

import org.jspecify.annotations.NullMarked;
