package io.tributary.ingestion.person;

/** Decides whether a value that stands in a text ends where it ends, or is a part of a longer one. */
final class Edges {

    private Edges() {}

    /** Whether the characters from there to there are a word of their own. */
    static boolean partWords(String text, int from, int to) {
        return !goesOnBefore(text, from) && !goesOnAfter(text, to);
    }

    private static boolean goesOnBefore(String text, int from) {
        if (from == 0) {
            return false;
        }
        int before = text.codePointBefore(from);
        if (isOfWord(before)) {
            return true;
        }
        return joins(before) && from > 1 && isOfWord(text.codePointBefore(from - 1));
    }

    private static boolean goesOnAfter(String text, int to) {
        if (to == text.length()) {
            return false;
        }
        int after = text.codePointAt(to);
        if (isOfWord(after)) {
            return true;
        }
        return joins(after) && to + 1 < text.length() && isOfWord(text.codePointAt(to + 1));
    }

    /** Whether they are a mail address of their own: what can stand in a mailbox's name lengthens it in front. */
    static boolean partAddresses(String text, int from, int to) {
        if (from > 0) {
            int before = text.codePointBefore(from);
            if (isOfWord(before) || before == '.' || before == '+' || before == '-' || before == '%') {
                return false;
            }
        }
        return !goesOnAfter(text, to);
    }

    private static boolean isOfWord(int codePoint) {
        return Character.isLetterOrDigit(codePoint)
                || codePoint == '_'
                || Character.getType(codePoint) == Character.NON_SPACING_MARK;
    }

    /** What joins two words to one value: in numbers, in names of hosts and mailboxes, in ids. */
    private static boolean joins(int codePoint) {
        return codePoint == '.' || codePoint == '-' || codePoint == '@' || codePoint == '+';
    }
}
