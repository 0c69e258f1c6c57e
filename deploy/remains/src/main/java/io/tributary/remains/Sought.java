package io.tributary.remains;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * One value that is looked for.
 *
 * @param name under which it is reported: a report never holds the value itself
 * @param value as it was given
 * @param core a part of it that nothing else contains, so that what was made of the value is found as well; the value
 *     itself where there is none
 */
record Sought(String name, String value, String core) {

    private static final int SHORTEST = 6;

    Sought {
        // Less turns up in any store by chance.
        if (value.length() < SHORTEST || core.length() < SHORTEST) {
            throw new CannotSearch("The value " + name + " is shorter than " + SHORTEST + " characters.");
        }
    }

    /** From a JSON list of {@code {"name", "value", "core"}}; the core may be left out. */
    static List<Sought> read(Path file) {
        try {
            var sought = new ArrayList<Sought>();
            for (var entry : JsonMapper.builder().build().readTree(Files.readString(file))) {
                var value = entry.path("value").asString("");
                sought.add(new Sought(
                        entry.path("name").asString(""),
                        value,
                        entry.path("core").asString(value)));
            }
            if (sought.isEmpty()) {
                throw new CannotSearch("The file " + file + " names no value: nothing would be proven.");
            }
            return sought;
        } catch (IOException | JacksonException e) {
            throw new CannotSearch("The values cannot be read from " + file + ": " + e.getMessage(), e);
        }
    }
}
