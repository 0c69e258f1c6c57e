/**
 * A sampled view of what passes the door right now, for a person who debugs a client. Nothing is kept for it.
 */
@NullMarked
package io.tributary.ingestion.live;

import org.jspecify.annotations.NullMarked;
