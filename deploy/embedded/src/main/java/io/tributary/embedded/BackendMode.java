package io.tributary.embedded;

import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/** Where the servers come from. */
public enum BackendMode {
    /** Started by us as processes on loopback. */
    EMBEDDED,
    /** Started by Testcontainers. */
    CONTAINERS,
    /** Already running; their addresses are configuration. */
    EXTERNAL;

    /** The configured mode: property {@code cdp.backends} or {@code backends}, else the same from the environment. */
    public static BackendMode configured() {
        return configured(System.getProperties(), System.getenv());
    }

    static BackendMode configured(Properties properties, Map<String, String> environment) {
        return Stream.of(
                        properties.getProperty("cdp.backends", ""),
                        properties.getProperty("backends", ""),
                        environment.getOrDefault("CDP_BACKENDS", ""),
                        environment.getOrDefault("BACKENDS", ""))
                .filter(value -> !value.isBlank())
                .findFirst()
                .map(BackendMode::parse)
                .orElse(EMBEDDED);
    }

    private static BackendMode parse(String value) {
        for (BackendMode mode : values()) {
            if (mode.name().equalsIgnoreCase(value.strip())) {
                return mode;
            }
        }
        throw new IllegalArgumentException("backends=" + value + " is unknown: use embedded, containers or external");
    }
}
