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
            Namespace.IOS_PUSH_TOKEN,
            Channel.PUSH,
            Namespace.ANDROID_PUSH_TOKEN,
            Channel.PUSH,
            Namespace.IOS_IDFA,
            Channel.ADS,
            Namespace.ANDROID_IDFA,
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
