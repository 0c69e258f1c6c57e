package io.tributary.ingestion.person;

import java.time.Duration;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What privacy requests ask of import files. A file lies on the disk of one instance, so whoever has it searches it. */
public interface FileSearches {

    /** A file that is to be searched for a person. */
    record Asked(PersonRequest request, String jobId) {}

    /** What nobody has done yet, the oldest first, of all tenants and disks; a bounded number. */
    Flux<Asked> open();

    /**
     * Remembers what came of it.
     *
     * @param records the lines about the person as JSON, when they were to be collected
     */
    Mono<Void> done(Asked asked, long found, List<String> records);

    /** Forgets what was asked that long ago; returns how much. */
    Mono<Integer> expire(Duration age);
}
