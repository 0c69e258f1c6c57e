package io.tributary.embedded;

import java.util.Locale;

/** The four servers that the suite stands on. */
public enum ServerKind {
    POSTGRES,
    KAFKA,
    ELASTICSEARCH,
    KEYCLOAK;

    /** The name in progress lines, log files and properties. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
