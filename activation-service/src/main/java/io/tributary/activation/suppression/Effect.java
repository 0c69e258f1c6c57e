package io.tributary.activation.suppression;

import java.util.Arrays;
import java.util.Optional;

/** What a suppression does: never send, leave, only feed exclusion audiences, or flag for limited use. */
public enum Effect {
    BLOCK,
    REMOVE,
    EXCLUDE,
    RESTRICT;

    public static Optional<Effect> of(String wireName) {
        return Arrays.stream(values()).filter(it -> it.name().equals(wireName)).findFirst();
    }
}
