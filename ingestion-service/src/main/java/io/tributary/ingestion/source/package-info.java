/**
 * Where events come from. A source owns write keys, of which only hashes are kept, and says how far its events
 * may be trusted.
 */
@NullMarked
package io.tributary.ingestion.source;

import org.jspecify.annotations.NullMarked;
