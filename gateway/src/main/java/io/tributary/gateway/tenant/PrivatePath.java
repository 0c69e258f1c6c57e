package io.tributary.gateway.tenant;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a text names members that can be kept out: names joined by dots, of which {@code *} is any name, and a
 * backslash takes the next character as it is. It begins in properties, traits, context or integrations, or with a name
 * that the protocol does not have; what the protocol needs itself cannot be kept out.
 */
final class PrivatePath {

    private static final int MAX_LENGTH = 200;
    private static final int MAX_STEPS = 10;
    private static final Set<String> PARTS = Set.of("properties", "traits", "context", "integrations");

    private static final Set<String> NEEDED = Set.of(
            "type",
            "action",
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
            "channel",
            "batch",
            "writeKey");

    private PrivatePath() {}

    /** What to change, in words; null when the path is good. */
    static @Nullable String whatIsWrong(String path) {
        if (path.isEmpty() || path.length() > MAX_LENGTH || path.chars().anyMatch(Character::isISOControl)) {
            return "Use 1 to " + MAX_LENGTH + " characters without control characters.";
        }
        var steps = steps(path);
        if (steps.size() > MAX_STEPS || steps.contains("")) {
            return "Join 1 to " + MAX_STEPS + " names by single dots; a backslash goes before a dot inside a name.";
        }
        var first = steps.getFirst();
        if (first.equals("*") || NEEDED.contains(first)) {
            return "Begin with properties, traits, context, integrations, or a name that the protocol does not have.";
        }
        return PARTS.contains(first) && steps.size() == 1
                ? "Name a member of " + first + ", such as " + first + ".x."
                : null;
    }

    /** The names; an empty one stands for a backslash without anything behind it as well. */
    private static List<String> steps(String path) {
        var steps = new ArrayList<String>();
        var name = new StringBuilder();
        boolean isEscaped = false;
        for (int index = 0; index < path.length(); index++) {
            char here = path.charAt(index);
            if (isEscaped || (here != '\\' && here != '.')) {
                name.append(here);
                isEscaped = false;
            } else if (here == '\\') {
                isEscaped = true;
            } else {
                steps.add(name.toString());
                name.setLength(0);
            }
        }
        steps.add(isEscaped ? "" : name.toString());
        return steps;
    }
}
