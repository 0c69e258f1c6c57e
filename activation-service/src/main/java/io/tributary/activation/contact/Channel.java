package io.tributary.activation.contact;

import java.util.Locale;

/** A way to reach somebody. */
public enum Channel {
    EMAIL,
    SMS,
    PUSH,
    ADS,
    WEBHOOK;

    /** The lower-case name that the interface uses. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
