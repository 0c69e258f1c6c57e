package io.tributary.ingestion.live;

import org.jspecify.annotations.Nullable;

/** Which calls a debugger wants to see; an absent part lets every call through. */
public record LiveFilter(
        @Nullable String source,
        @Nullable String type,
        @Nullable String state) {

    boolean lets(LiveEvent event) {
        return fits(source, event.source()) && fits(type, event.type()) && fits(state, event.state());
    }

    private static boolean fits(@Nullable String wanted, String found) {
        return wanted == null || wanted.equals(found);
    }
}
