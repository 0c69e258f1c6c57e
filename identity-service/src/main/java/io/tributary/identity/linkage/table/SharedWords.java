package io.tributary.identity.linkage.table;

/**
 * How many words two addresses share, out of how many they have together.
 *
 * @param shared words that both have
 * @param all words that either has
 */
record SharedWords(int shared, int all) {

    /** Of two lists of distinct words in order, each parted by single spaces; nothing is copied. */
    static SharedWords of(String one, String other) {
        int at = 0;
        int otherAt = 0;
        int shared = 0;
        int all = 0;
        while (at < one.length() && otherAt < other.length()) {
            int end = wordEnd(one, at);
            int otherEnd = wordEnd(other, otherAt);
            int order = compare(one, at, end, other, otherAt, otherEnd);
            at = order <= 0 ? end + 1 : at;
            otherAt = order >= 0 ? otherEnd + 1 : otherAt;
            shared += order == 0 ? 1 : 0;
            all++;
        }
        return new SharedWords(shared, all + wordsFrom(one, at) + wordsFrom(other, otherAt));
    }

    /** The level of {@link Comparison#ADDRESS} below the exact one. */
    int level() {
        if (2 * shared >= all) {
            return 1;
        }
        return 4 * shared >= all ? 2 : 3;
    }

    private static int wordEnd(String words, int from) {
        int end = words.indexOf(' ', from);
        return end < 0 ? words.length() : end;
    }

    private static int wordsFrom(String words, int from) {
        int count = 0;
        for (int at = from; at < words.length(); at = wordEnd(words, at) + 1) {
            count++;
        }
        return count;
    }

    private static int compare(String one, int from, int to, String other, int otherFrom, int otherTo) {
        int length = Math.min(to - from, otherTo - otherFrom);
        for (int i = 0; i < length; i++) {
            int order = Character.compare(one.charAt(from + i), other.charAt(otherFrom + i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(to - from, otherTo - otherFrom);
    }
}
