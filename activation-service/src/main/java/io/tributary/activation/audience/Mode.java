package io.tributary.activation.audience;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Whether an audience lists people to address, or people to leave out of a campaign. */
public enum Mode {
    TARGET,
    EXCLUDE;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Mode> of(String wireName) {
        return Arrays.stream(values())
                .filter(it -> it.wireName().equals(wireName))
                .findFirst();
    }
}
