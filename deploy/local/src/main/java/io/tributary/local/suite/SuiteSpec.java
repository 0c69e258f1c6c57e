package io.tributary.local.suite;

import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a run is started with.
 *
 * @param project the checkout, where the services' jars and the realm are
 * @param clock where suite time starts; null means real time
 * @param shape which services run, and how large
 */
public record SuiteSpec(
        Path project, DataDir data, Ports ports, @Nullable Instant clock, RunShape shape) {

    /** Everything, small. */
    public SuiteSpec(Path project, DataDir data, Ports ports, @Nullable Instant clock) {
        this(project, data, ports, clock, RunShape.LOCAL);
    }
}
