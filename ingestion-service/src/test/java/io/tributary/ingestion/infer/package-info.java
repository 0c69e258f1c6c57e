/** Proposing plans from traffic. */
@NullMarked
package io.tributary.ingestion.infer;

import org.jspecify.annotations.NullMarked;
