package io.tributary.activation.suppression;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How far a suppression reaches; all but the widest name what they are about. */
public enum SuppressionScope {
    GLOBAL,
    CHANNEL,
    DESTINATION,
    LIST,
    AUDIENCE;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<SuppressionScope> of(String wireName) {
        return Arrays.stream(values())
                .filter(it -> it.wireName().equals(wireName))
                .findFirst();
    }
}
