package io.tributary.segment.export;

import java.util.Locale;

/** Spells names as warehouses spell columns: {@code Order Completed} and {@code orderCompleted} become order_completed. */
final class ColumnNames {

    private static final int LONGEST = 127;

    private ColumnNames() {}

    static String of(String name) {
        var spelled = new StringBuilder(name.length() + 8);
        for (int at = 0; at < name.length(); at++) {
            char letter = name.charAt(at);
            if (!Character.isLetterOrDigit(letter)) {
                separate(spelled);
            } else {
                if (beginsWord(name, at)) {
                    separate(spelled);
                }
                spelled.append(letter);
            }
        }
        var column = spelled.toString().toLowerCase(Locale.ROOT);
        int end = column.endsWith("_") ? column.length() - 1 : column.length();
        column = column.substring(0, Math.min(end, LONGEST));
        return column.isEmpty() || Character.isDigit(column.charAt(0)) ? "_" + column : column;
    }

    private static void separate(StringBuilder spelled) {
        if (!spelled.isEmpty() && spelled.charAt(spelled.length() - 1) != '_') {
            spelled.append('_');
        }
    }

    /** A capital after a small letter or a digit, or the last capital of several before a small one, as in HTTPStatus. */
    private static boolean beginsWord(String name, int at) {
        if (at == 0 || !Character.isUpperCase(name.charAt(at))) {
            return false;
        }
        char before = name.charAt(at - 1);
        return Character.isLowerCase(before)
                || Character.isDigit(before)
                || (Character.isUpperCase(before)
                        && at + 1 < name.length()
                        && Character.isLowerCase(name.charAt(at + 1)));
    }
}
