package io.tributary.local.prove;

import io.tributary.local.watch.Counts;

/**
 * A process to kill and the share of its own stage that is done, so that it dies in the middle of its work and neither
 * before nor after.
 */
enum Victim {
    GATEWAY("gateway") {
        @Override
        double share(Counts counts, long total) {
            return (double) counts.sent() / total;
        }
    },
    INGESTION("ingestion-service") {
        @Override
        double share(Counts counts, long total) {
            return (double) counts.sent() / total;
        }
    },
    IDENTITY("identity-service") {
        @Override
        double share(Counts counts, long total) {
            return (double) counts.resolved() / total;
        }
    },
    SEGMENT("segment-service") {
        @Override
        double share(Counts counts, long total) {
            return (double) (counts.applied() + counts.duplicate()) / total;
        }
    },
    ACTIVATION("activation-service") {
        @Override
        double share(Counts counts, long total) {
            return (double) (counts.applied() + counts.duplicate()) / total;
        }
    },
    KAFKA("kafka") {
        @Override
        double share(Counts counts, long total) {
            return (double) counts.sent() / total;
        }
    },
    POSTGRES("postgres") {
        @Override
        double share(Counts counts, long total) {
            return (double) counts.resolved() / total;
        }
    },
    ELASTICSEARCH("elasticsearch") {
        @Override
        double share(Counts counts, long total) {
            return (double) (counts.applied() + counts.duplicate()) / total;
        }
    };

    private final String process;

    Victim(String process) {
        this.process = process;
    }

    String process() {
        return process;
    }

    /** From 0 to 1; {@code total} is the number of calls of the demo. */
    abstract double share(Counts counts, long total);
}
