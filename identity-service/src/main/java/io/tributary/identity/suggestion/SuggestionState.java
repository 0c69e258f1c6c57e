package io.tributary.identity.suggestion;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a person made of a suggestion; a decided one stays as it is. */
public enum SuggestionState {
    OPEN,
    ACCEPTED,
    REJECTED;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<SuggestionState> labelled(String label) {
        return Stream.of(values()).filter(it -> it.label().equals(label)).findFirst();
    }
}
