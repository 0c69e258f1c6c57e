package io.tributary.gateway.tenant;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The roles that a member of a tenant can have, each including the one before. */
public enum MemberRole {
    VIEWER,
    MARKETER,
    ADMIN;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<MemberRole> of(String wireName) {
        return Stream.of(values()).filter(it -> it.wireName().equals(wireName)).findFirst();
    }
}
