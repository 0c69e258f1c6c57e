package io.tributary.segment.export;

import java.util.regex.Pattern;

/**
 * Keeps spreadsheets from running what somebody sent as an event: a text that would be a formula gets an apostrophe before
 * it. A number stays one, and so does a telephone number: a sign and digits are nothing that runs.
 */
final class FormulaGuard {

    /** Signs that begin a formula in one of the usual programs, their full-width twins, and what these skip before one. */
    private static final String BEGINNINGS = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    private static final Pattern SIGNED = Pattern.compile("[+-]\\d+");

    private FormulaGuard() {}

    static String guarded(String text) {
        boolean begins = !text.isEmpty() && BEGINNINGS.indexOf(text.charAt(0)) >= 0;
        return begins && !SIGNED.matcher(text).matches() ? "'" + text : text;
    }
}
