package io.tributary.identity.rules;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What holds for the identifiers of one namespace.
 *
 * @param limit how many values one profile may have within the period
 * @param period values first seen longer ago than this do not count; null counts for ever
 * @param priority the smaller, the stronger: the identifier with the largest figure is left out first
 * @param unique two values in one profile mean two people, whatever the limit says
 * @param blocked further values that point at nobody: compared without case, a star stands for any characters
 */
public record NamespaceRule(int limit, @Nullable Duration period, int priority, boolean unique, List<String> blocked) {

    public NamespaceRule {
        blocked = List.copyOf(blocked);
    }

    static NamespaceRule of(int limit, int priority) {
        return new NamespaceRule(limit, null, priority, false, List.of());
    }

    NamespaceRule onlyOne() {
        return new NamespaceRule(limit, period, priority, true, blocked);
    }
}
