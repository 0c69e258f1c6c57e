package io.tributary.activation.delivery;

import java.time.Duration;

/** Waits on behalf of a run, and ends every wait when the service stops. */
public interface Pause {

    /** Whether the whole time passed; false when the service is stopping. */
    boolean forAbout(Duration wait);
}
