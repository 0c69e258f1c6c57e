/**
 * The people who must not be taken in at all. The door knows them only as keyed digests and turns their events
 * away with the same reply as everybody's.
 */
@NullMarked
package io.tributary.ingestion.suppression;

import org.jspecify.annotations.NullMarked;
