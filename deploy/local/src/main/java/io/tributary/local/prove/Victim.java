package io.tributary.local.prove;

import io.tributary.local.run.Stage;

/**
 * A process to kill and the share of its own stage that is done, so that it dies in the middle of its work and neither
 * before nor after.
 */
enum Victim {
    GATEWAY("gateway"),
    INGESTION("ingestion-service"),
    IDENTITY("identity-service"),
    SEGMENT("segment-service"),
    ACTIVATION("activation-service"),
    KAFKA("kafka"),
    POSTGRES("postgres"),
    ELASTICSEARCH("elasticsearch");

    private final String process;

    Victim(String process) {
        this.process = process;
    }

    String process() {
        return process;
    }

    /** From 0 to 1. */
    double share(Stage run) {
        return switch (this) {
            case GATEWAY, INGESTION, KAFKA -> run.sent();
            case IDENTITY, POSTGRES -> run.resolved();
            case SEGMENT, ELASTICSEARCH -> run.applied();
            case ACTIVATION -> run.pushed();
        };
    }
}
