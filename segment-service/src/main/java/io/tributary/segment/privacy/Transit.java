package io.tributary.segment.privacy;

import java.time.Instant;

/** Topics that hold a person's records until these expire. Calls block. */
public interface Transit {

    /** Real time by which everything that is on its way now has expired. */
    Instant expiresBy();
}
