package io.tributary.activation.suppression;

/** A form of an identifier for people's eyes that cannot be turned back into the identifier. */
public final class Masked {

    private static final int SHOWN_DIGITS = 2;

    private Masked() {}

    /** For an e-mail address the first letter and the top-level domain; for all else the last two characters. */
    public static String of(String namespace, String value) {
        if (namespace.equals("email")) {
            int at = value.indexOf('@');
            int dot = value.lastIndexOf('.');
            return at < 1 || dot < at ? "***" : value.charAt(0) + "***@***" + value.substring(dot);
        }
        return value.length() <= 2 * SHOWN_DIGITS ? "***" : "***" + value.substring(value.length() - SHOWN_DIGITS);
    }
}
