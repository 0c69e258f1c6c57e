/**
 * The PostgreSQL border: ports of the core as plain SQL on a bounded scheduler of virtual threads.
 */
@NullMarked
package io.tributary.ingestion.adapter.postgres;

import org.jspecify.annotations.NullMarked;
