package io.tributary.ingestion.person;

import java.time.Instant;

/** What is on its way in topics, where nothing can be deleted. */
@FunctionalInterface
public interface Transit {

    /** Real time by which everything that is there now has expired. Blocks: called by a listener's thread. */
    Instant expiresBy();
}
