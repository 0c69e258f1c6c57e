package io.tributary.ingestion.violation;

import java.time.Duration;
import reactor.core.publisher.Mono;

/** Writes what was counted, from time to time. What cannot be written is kept and written with the next. */
public final class WriteViolations {

    private final Tally tally;
    private final Violations violations;

    public WriteViolations(Tally tally, Violations violations) {
        this.tally = tally;
        this.violations = violations;
    }

    public Mono<Void> write() {
        return Mono.defer(() -> {
            var counted = tally.drain();
            return counted.isEmpty()
                    ? Mono.empty()
                    : violations.add(counted).doOnError(fault -> tally.giveBack(counted));
        });
    }

    /** Deletes what was not seen for that long. */
    public Mono<Void> expire(Duration age) {
        return violations.expire(age).then();
    }
}
