package io.tributary.gateway.tenant;

import org.jspecify.annotations.Nullable;

/**
 * An account of a tenant.
 *
 * @param role null when somebody took all roles away at the identity provider
 */
public record Member(
        String id,
        String username,
        String email,
        String firstName,
        String lastName,
        @Nullable MemberRole role,
        boolean enabled) {

    @Override
    public String toString() {
        return "Member[id=" + id + "]";
    }
}
