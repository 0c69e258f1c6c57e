package io.tributary.activation.connector;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The configuration of a destination or an audience: named scalars, without secrets. */
public record Settings(Map<String, String> values) {

    public Settings {
        values = Map.copyOf(values);
    }

    public static Settings none() {
        return new Settings(Map.of());
    }

    public Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name)).filter(it -> !it.isBlank());
    }

    public String get(String name, String otherwise) {
        return find(name).orElse(otherwise);
    }

    public boolean is(String name, boolean otherwise) {
        return find(name).map(Boolean::parseBoolean).orElse(otherwise);
    }

    /** An address without its trailing slash; text that is no address is an {@link IllegalArgumentException}. */
    public URI uri(String name, String otherwise) {
        var text = get(name, otherwise);
        return URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
    }

    public Settings with(String name, String value) {
        var next = new LinkedHashMap<>(values);
        next.put(name, value);
        return new Settings(next);
    }
}
