package io.tributary.gateway.tenant;

import org.jspecify.annotations.Nullable;

/**
 * An account to be made. Its text form holds no field: it would put a password into whatever prints it.
 *
 * @param password null when the person is to choose one at the first login
 */
public record NewMember(
        String username,
        String email,
        String firstName,
        String lastName,
        MemberRole role,
        @Nullable String password) {

    @Override
    public String toString() {
        return "NewMember[role=" + role + "]";
    }
}
