package io.tributary.gateway.route;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A path with variables, such as {@code /api/v1/segments/{key}/publish}; a variable may have a fixed start
 * ({@code ing_{id}}) and the last part may be {@code **} for any rest. A trailing slash makes no difference.
 */
public final class PathTemplate {

    private sealed interface Part {
        record Word(String word) implements Part {}

        record Variable(String start) implements Part {}

        record Rest() implements Part {}
    }

    private final String text;
    private final List<Part> parts;

    private PathTemplate(String text, List<Part> parts) {
        this.text = text;
        this.parts = parts;
    }

    public static PathTemplate of(String text) {
        var parts = new ArrayList<Part>();
        for (var word : split(text)) {
            int brace = word.indexOf('{');
            if (word.equals("**")) {
                parts.add(new Part.Rest());
            } else if (brace >= 0) {
                parts.add(new Part.Variable(word.substring(0, brace)));
            } else {
                parts.add(new Part.Word(word));
            }
        }
        return new PathTemplate(text, List.copyOf(parts));
    }

    /** The words of a raw path; empty ones at the end are left out. */
    static List<String> split(String path) {
        var words = new ArrayList<String>();
        int from = path.startsWith("/") ? 1 : 0;
        while (from < path.length()) {
            int slash = path.indexOf('/', from);
            int end = slash < 0 ? path.length() : slash;
            words.add(path.substring(from, end));
            from = end + 1;
        }
        return words;
    }

    boolean matches(List<String> words) {
        int at = 0;
        for (var part : parts) {
            if (part instanceof Part.Rest) {
                return true;
            }
            if (at >= words.size() || !fits(part, words.get(at))) {
                return false;
            }
            at++;
        }
        return at == words.size();
    }

    private static boolean fits(Part part, String word) {
        return switch (part) {
            case Part.Word fixed -> fixed.word().equals(word);
            case Part.Variable variable ->
                word.startsWith(variable.start())
                        && word.length() > variable.start().length();
            case Part.Rest _ -> true;
        };
    }

    /** The value of the last variable of a path that {@link #matches}, or null when the template has none. */
    @Nullable
    String lastVariable(List<String> words) {
        String value = null;
        for (int i = 0; i < parts.size() && i < words.size(); i++) {
            if (parts.get(i) instanceof Part.Variable) {
                value = words.get(i);
            }
        }
        return value;
    }

    /** Sorts the narrower template first: a word beats a variable, a variable beats the rest. */
    int compareNarrowness(PathTemplate other) {
        for (int i = 0; i < Math.min(parts.size(), other.parts.size()); i++) {
            int difference = width(parts.get(i)) - width(other.parts.get(i));
            if (difference != 0) {
                return difference;
            }
        }
        return other.parts.size() - parts.size();
    }

    private static int width(Part part) {
        return switch (part) {
            case Part.Word _ -> 0;
            case Part.Variable variable -> variable.start().isEmpty() ? 2 : 1;
            case Part.Rest _ -> 3;
        };
    }

    @Override
    public String toString() {
        return text;
    }
}
