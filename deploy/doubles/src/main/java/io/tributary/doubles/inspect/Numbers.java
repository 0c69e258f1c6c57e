package io.tributary.doubles.inspect;

import java.util.Optional;

/** Numbers in paths and queries: what is no number is treated as absent. */
final class Numbers {

    private Numbers() {}

    static Optional<Long> read(String text) {
        return text.matches("[0-9]{1,18}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
    }
}
