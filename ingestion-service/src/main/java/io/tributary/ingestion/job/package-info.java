/**
 * Long work that outlives the request that asked for it: its state, its progress and whether its counts balance.
 */
@NullMarked
package io.tributary.ingestion.job;

import org.jspecify.annotations.NullMarked;
