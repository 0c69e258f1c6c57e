package io.tributary.identity.identifier;

import java.util.regex.Pattern;

/** The names of identifier types. Four are known to the house; a source brings others as external ids. */
public final class Namespace {

    public static final String USER_ID = "user_id";
    public static final String EMAIL = "email";
    public static final String PHONE = "phone";
    public static final String ANONYMOUS_ID = "anonymous_id";

    /** A visit on a shared device. The hyphen keeps the name out of the reach of sources. */
    public static final String DEVICE_SESSION = "device-session";

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,63}");

    private Namespace() {}

    /** Whether a name can be a namespace: lower case letters, digits and underscores, starting with a letter. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }
}
