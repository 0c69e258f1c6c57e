package io.tributary.gateway.access;

/** What a route asks of its caller at the door; the service behind it may ask for more. */
public enum Need {
    /** The route carries its own credential, such as a write key or a signature, or needs none. */
    NOTHING,
    /** A member's token, or a read key that the service checks. */
    MEMBER_OR_READ_KEY,
    MEMBER,
    PLATFORM_ADMIN
}
