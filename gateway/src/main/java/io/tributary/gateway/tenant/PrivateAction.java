package io.tributary.gateway.tenant;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What becomes of a private field before an event is written anywhere. */
public enum PrivateAction {
    /** It is taken away. */
    DROP,
    /** Every value in it is replaced by its keyed digest. */
    HASH;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The action of that name; null when there is none. */
    public static @Nullable PrivateAction named(String wireName) {
        for (var action : values()) {
            if (action.wireName().equals(wireName)) {
                return action;
            }
        }
        return null;
    }
}
