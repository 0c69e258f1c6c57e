package io.tributary.identity.identifier;

import java.util.Set;
import java.util.regex.Pattern;

/** The names of identifier types. Four are known to the house; a source brings others as external ids. */
public final class Namespace {

    public static final String USER_ID = "user_id";
    public static final String EMAIL = "email";
    public static final String PHONE = "phone";
    public static final String ANONYMOUS_ID = "anonymous_id";

    /** A visit on a shared device. The hyphen keeps the name out of the reach of sources. */
    public static final String DEVICE_SESSION = "device-session";

    public static final String IOS_PUSH_TOKEN = "ios_push_token";
    public static final String ANDROID_PUSH_TOKEN = "android_push_token";
    public static final String IOS_IDFA = "ios_idfa";
    public static final String ANDROID_IDFA = "android_idfa";

    private static final Set<String> HANDSET = Set.of(IOS_PUSH_TOKEN, ANDROID_PUSH_TOKEN, IOS_IDFA, ANDROID_IDFA);
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,63}");

    private Namespace() {}

    /** Whether it names a handset by which somebody is reached, whoever holds it at the time. */
    public static boolean isOfHandset(String namespace) {
        return HANDSET.contains(namespace);
    }

    /** Whether a name can be a namespace: lower case letters, digits and underscores, starting with a letter. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }
}
