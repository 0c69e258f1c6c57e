package io.tributary.ingestion.mapping;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A field of a call, such as {@code userId} or {@code properties.price}. A name that holds a dot is written as a JSON
 * pointer: {@code /properties/unit.price}.
 */
public record Target(List<String> path) {

    private static final Set<String> TEXTS = Set.of(
            "type",
            "messageId",
            "anonymousId",
            "userId",
            "groupId",
            "previousId",
            "event",
            "name",
            "category",
            "timestamp",
            "originalTimestamp",
            "sentAt",
            "channel");
    private static final Set<String> OBJECTS = Set.of("properties", "traits", "context", "integrations");
    private static final Set<String> TIMES = Set.of("timestamp", "originalTimestamp", "sentAt");

    public Target {
        path = List.copyOf(path);
    }

    static Target of(String... path) {
        return new Target(List.of(path));
    }

    /** Empty when the text names no field of a call. */
    static Optional<Target> parse(String text) {
        var path = text.startsWith("/")
                ? List.of(text.substring(1).split("/", -1)).stream()
                        .map(Target::unescaped)
                        .toList()
                : List.of(text.split("\\.", -1));
        var first = path.getFirst();
        boolean known = TEXTS.contains(first) ? path.size() == 1 : OBJECTS.contains(first);
        return known && path.stream().allMatch(Target::isName) ? Optional.of(new Target(path)) : Optional.empty();
    }

    /** No store keeps NUL, and nobody means a control character. */
    private static boolean isName(String name) {
        return !name.isEmpty() && name.chars().noneMatch(Character::isISOControl);
    }

    /** A whole object, such as all properties: only a cell that holds JSON can be written there. */
    boolean isObject() {
        return path.size() == 1 && OBJECTS.contains(path.getFirst());
    }

    boolean isTime() {
        return path.size() == 1 && TIMES.contains(path.getFirst());
    }

    /** One of the fields that are texts in every call. */
    boolean isText() {
        return path.size() == 1 && TEXTS.contains(path.getFirst());
    }

    /** Whether one lies in the other, or both are the same. */
    boolean overlaps(Target other) {
        int shared = Math.min(path.size(), other.path.size());
        return path.subList(0, shared).equals(other.path.subList(0, shared));
    }

    String pointer() {
        return path.stream()
                .map(it -> "/" + it.replace("~", "~0").replace("/", "~1"))
                .collect(Collectors.joining());
    }

    /** As {@link #parse} reads it. */
    String text() {
        return path.stream().anyMatch(it -> it.contains(".") || it.contains("/") || it.contains("~"))
                ? pointer()
                : String.join(".", path);
    }

    private static String unescaped(String name) {
        return name.replace("~1", "/").replace("~0", "~");
    }
}
