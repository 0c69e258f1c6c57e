package io.tributary.identity.contact;

import io.tributary.identity.identifier.Identifier;
import io.tributary.identity.identifier.Namespace;
import java.util.Map;
import java.util.Optional;

/** Which identifiers are addresses at which a person can be reached, and on which channel. */
public final class ContactPoints {

    private static final Map<String, Channel> CHANNELS = Map.of(
            Namespace.EMAIL,
            Channel.EMAIL,
            Namespace.PHONE,
            Channel.SMS,
            "ios_push_token",
            Channel.PUSH,
            "android_push_token",
            Channel.PUSH,
            "ios_idfa",
            Channel.ADS,
            "android_idfa",
            Channel.ADS);

    private ContactPoints() {}

    /** A way to reach somebody. */
    public enum Channel {
        EMAIL,
        SMS,
        PUSH,
        ADS
    }

    /** Empty when nobody can be reached by it. */
    public static Optional<Channel> channel(Identifier identifier) {
        return Optional.ofNullable(CHANNELS.get(identifier.namespace()));
    }
}
