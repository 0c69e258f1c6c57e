package io.tributary.local.prove;

import io.tributary.local.run.Stage;
import java.util.function.ToDoubleFunction;

/**
 * A process to kill and the share of its own stage that is done, so that it dies in the middle of its work and neither
 * before nor after.
 */
enum Victim {
    GATEWAY("gateway", Stage::sent),
    INGESTION("ingestion-service", Stage::sent),
    IDENTITY("identity-service", Stage::resolved),
    SEGMENT("segment-service", Stage::applied),
    ACTIVATION("activation-service", Stage::pushed),
    KAFKA("kafka", Stage::sent),
    POSTGRES("postgres", Stage::resolved),
    ELASTICSEARCH("elasticsearch", Stage::applied);

    private final String process;
    private final ToDoubleFunction<Stage> stage;

    Victim(String process, ToDoubleFunction<Stage> stage) {
        this.process = process;
        this.stage = stage;
    }

    String process() {
        return process;
    }

    /** From 0 to 1. */
    double share(Stage run) {
        return stage.applyAsDouble(run);
    }
}
