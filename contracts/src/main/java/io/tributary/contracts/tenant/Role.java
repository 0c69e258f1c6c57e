package io.tributary.contracts.tenant;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The realm roles. {@code viewer} reads, {@code marketer} also writes, {@code admin} also manages the tenant;
 * {@code platform-admin} manages tenants and nothing else.
 */
public enum Role {
    VIEWER,
    MARKETER,
    ADMIN,
    PLATFORM_ADMIN;

    /** The role's name in the realm. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The roles that a token's {@code realm_access.roles} grants; names of other systems are passed over. */
    public static Set<Role> of(Map<String, ?> claims) {
        var roles = EnumSet.noneOf(Role.class);
        if (claims.get("realm_access") instanceof Map<?, ?> access
                && access.get("roles") instanceof Collection<?> names) {
            for (var role : values()) {
                if (names.contains(role.wireName())) {
                    roles.add(role);
                }
            }
        }
        return roles;
    }
}
