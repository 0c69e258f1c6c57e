package io.tributary.identity.rules;

import java.util.List;
import java.util.Locale;

/**
 * Matching of a tenant's own blocked values. Stars instead of regular expressions: one bad expression would stop the
 * resolution of a whole partition, and a star cannot take longer than the value times the pattern.
 */
final class Wildcards {

    private Wildcards() {}

    static boolean anyMatches(List<String> patterns, String value) {
        if (patterns.isEmpty()) {
            return false;
        }
        var lower = value.toLowerCase(Locale.ROOT);
        return patterns.stream().anyMatch(it -> matches(it.toLowerCase(Locale.ROOT), lower));
    }

    /** The usual two-pointer match: on a mismatch the last star swallows one character more. */
    static boolean matches(String pattern, String value) {
        int p = 0;
        int v = 0;
        int star = -1;
        int swallowed = 0;
        while (v < value.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                swallowed = v;
            } else if (p < pattern.length() && pattern.charAt(p) == value.charAt(v)) {
                p++;
                v++;
            } else if (star >= 0) {
                p = star + 1;
                v = ++swallowed;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }
}
