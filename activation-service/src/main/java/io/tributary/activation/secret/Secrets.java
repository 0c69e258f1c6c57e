package io.tributary.activation.secret;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A destination's credentials by name. Their values never appear in a text form of anything. */
public record Secrets(Map<String, String> values) {

    public Secrets {
        values = Map.copyOf(values);
    }

    public static Secrets none() {
        return new Secrets(Map.of());
    }

    public String get(String name) {
        return values.getOrDefault(name, "");
    }

    public boolean has(String name) {
        return !get(name).isBlank();
    }

    public Set<String> names() {
        return new TreeSet<>(values.keySet());
    }

    @Override
    public String toString() {
        return "Secrets" + names();
    }
}
