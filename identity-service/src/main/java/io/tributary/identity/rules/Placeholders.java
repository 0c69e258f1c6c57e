package io.tributary.identity.rules;

import io.tributary.identity.identifier.Namespace;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Values that programs send when they know nobody. The list joins those that Segment, PostHog and Adobe publish; each
 * has glued thousands of people together somewhere.
 */
final class Placeholders {

    private static final Pattern ZEROS = Pattern.compile("[0-]*");
    private static final Pattern PHONE_ZEROS = Pattern.compile("[+0() .-]*");

    private static final Set<String> ANYWHERE = Set.of(
            "-1",
            "null",
            "(null)",
            "nil",
            "none",
            "nan",
            "undefined",
            "[object object]",
            "anonymous",
            "guest",
            "invalid",
            "unknown",
            "n/a",
            "true",
            "false",
            "id",
            "email",
            "distinctid",
            "distinct_id",
            "not_authenticated");

    private static final Set<String> MAIL = Set.of(
            "test@test.com",
            "test@example.com",
            "example@example.com",
            "email@email.com",
            "none@none.com",
            "null@null.com",
            "noemail@noemail.com",
            "no@email.com",
            "a@a.com");

    private Placeholders() {}

    static boolean contain(String namespace, String value) {
        var lower = value.toLowerCase(Locale.ROOT);
        return ANYWHERE.contains(lower)
                || ZEROS.matcher(lower).matches()
                || MAIL.contains(lower)
                || (namespace.equals(Namespace.PHONE)
                        && PHONE_ZEROS.matcher(lower).matches());
    }
}
