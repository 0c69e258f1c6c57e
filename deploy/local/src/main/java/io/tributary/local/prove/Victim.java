package io.tributary.local.prove;

import io.tributary.local.run.Stage;

/**
 * A process to kill and the share of its own stage that is done, so that it dies in the middle of its work and neither
 * before nor after.
 */
enum Victim {
    GATEWAY("gateway") {
        @Override
        double share(Stage stage) {
            return stage.sent();
        }
    },
    INGESTION("ingestion-service") {
        @Override
        double share(Stage stage) {
            return stage.sent();
        }
    },
    IDENTITY("identity-service") {
        @Override
        double share(Stage stage) {
            return stage.resolved();
        }
    },
    SEGMENT("segment-service") {
        @Override
        double share(Stage stage) {
            return stage.applied();
        }
    },
    ACTIVATION("activation-service") {
        @Override
        double share(Stage stage) {
            return stage.pushed();
        }
    },
    KAFKA("kafka") {
        @Override
        double share(Stage stage) {
            return stage.sent();
        }
    },
    POSTGRES("postgres") {
        @Override
        double share(Stage stage) {
            return stage.resolved();
        }
    },
    ELASTICSEARCH("elasticsearch") {
        @Override
        double share(Stage stage) {
            return stage.applied();
        }
    };

    private final String process;

    Victim(String process) {
        this.process = process;
    }

    String process() {
        return process;
    }

    /** From 0 to 1. */
    abstract double share(Stage stage);
}
