package io.tributary.ingestion.source;

import java.time.Instant;

/** Which keys of the same kind end when a new one is added. Times are real; a key that ends sooner keeps its end. */
public sealed interface Ending {

    /** The new key stands beside the others. */
    record Nothing() implements Ending {}

    /** The new key takes the place of all others. */
    record All(Instant until) implements Ending {}

    /** The new key takes the place of one. */
    record One(String keyId, Instant until) implements Ending {}
}
