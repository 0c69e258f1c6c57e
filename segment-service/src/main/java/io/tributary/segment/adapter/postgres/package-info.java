/** The registry, stored answers, redirects and dead letters in PostgreSQL. JDBC, on the scheduler that may block. */
@NullMarked
package io.tributary.segment.adapter.postgres;

import org.jspecify.annotations.NullMarked;
