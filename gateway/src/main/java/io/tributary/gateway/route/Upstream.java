package io.tributary.gateway.route;

import java.util.Locale;

/** Who answers a route: one of the four services, or the gateway itself. */
public enum Upstream {
    INGESTION,
    IDENTITY,
    SEGMENT,
    ACTIVATION,
    GATEWAY;

    /** The name in options, metrics and the routes' ids. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
