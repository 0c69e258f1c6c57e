package io.tributary.ingestion.person;

import java.util.List;
import reactor.core.publisher.Flux;

/** The subjects that privacy requests keep out, by digest, for all instances. */
public interface KeptOut {

    /** Blocks: called by a listener's thread. Those that are there already stay. */
    void add(String tenant, List<byte[]> digests);

    /** Blocks: called by a listener's thread. */
    void remove(String tenant, List<byte[]> digests);

    /**
     * What changed since that place, or everything where it is empty; never misses a change, and may tell one again. The last
     * element has the place to go on from.
     */
    Flux<Change> since(String place);

    /** One subject as it now is. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Change(String tenant, byte[] digest, boolean out, String place) {}
}
