package io.tributary.segment.rule;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Guesses what a misspelt word was meant to be. */
final class Spelling {

    private Spelling() {}

    /** The nearest known word within a few typing errors, else all of them. */
    static String nearest(String word, Collection<String> known) {
        var guess = guess(word, known);
        return guess == null
                ? "one of " + String.join(", ", known.stream().sorted().toList())
                : guess;
    }

    /** The nearest known word within a few typing errors; null when there is none. */
    static @Nullable String guess(String word, Collection<String> known) {
        var lower = word.toLowerCase(Locale.ROOT);
        // Something of the word has to be right.
        int errors = Math.min(Math.max(2, word.length() / 3), word.length() - 1);
        return known.stream()
                .filter(it -> distance(lower, it.toLowerCase(Locale.ROOT)) <= errors)
                .min(Comparator.<String>comparingInt(it -> distance(lower, it.toLowerCase(Locale.ROOT)))
                        .thenComparing(Comparator.naturalOrder()))
                .map(it -> "did you mean \"" + it + "\"?")
                .orElse(null);
    }

    private static int distance(String left, String right) {
        int[] row = new int[right.length() + 1];
        for (int j = 0; j <= right.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= Math.min(left.length(), 64); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int substituted = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[right.length()];
    }
}
