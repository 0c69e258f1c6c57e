package io.tributary.identity.identifier;

import io.tributary.identity.identifier.Normalised.Reason;
import java.util.Locale;
import java.util.regex.Pattern;

/** The normal form of a mail address: lower case, one at sign, a domain with a dot; lengths as in RFC 5321. */
final class MailAddress {

    private static final int MAX_LENGTH = 254;
    private static final int MAX_LOCAL_PART = 64;
    private static final Pattern DOMAIN = Pattern.compile(
            "[\\p{L}\\p{N}]([\\p{L}\\p{N}-]*[\\p{L}\\p{N}])?(\\.[\\p{L}\\p{N}]([\\p{L}\\p{N}-]*[\\p{L}\\p{N}])?)+");

    private MailAddress() {}

    static Normalised normalise(String value) {
        var address = value.toLowerCase(Locale.ROOT);
        int at = address.indexOf('@');
        return at > 0
                        && at <= MAX_LOCAL_PART
                        && address.length() <= MAX_LENGTH
                        && isLocalPart(address.substring(0, at))
                        && DOMAIN.matcher(address.substring(at + 1)).matches()
                ? new Normalised.Valid(new Identifier(Namespace.EMAIL, address))
                : new Normalised.Refused(Namespace.EMAIL, Reason.NOT_AN_EMAIL);
    }

    /** Quoted local parts are legal and never seen in the wild; letting them in costs more than they bring. */
    private static boolean isLocalPart(String local) {
        return !local.startsWith(".")
                && !local.endsWith(".")
                && !local.contains("..")
                && local.chars().noneMatch(it -> Character.isWhitespace(it) || "\"(),:;<>[]\\".indexOf(it) >= 0);
    }
}
