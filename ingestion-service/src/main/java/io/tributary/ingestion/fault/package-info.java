/**
 * Servers that do not answer, as the core names them. Adapters translate their library's exceptions into these
 * once.
 */
@NullMarked
package io.tributary.ingestion.fault;

import org.jspecify.annotations.NullMarked;
