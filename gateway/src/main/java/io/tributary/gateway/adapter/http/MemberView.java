package io.tributary.gateway.adapter.http;

import io.tributary.gateway.tenant.Member;
import org.jspecify.annotations.Nullable;

/** A member as the API shows it; a password is never shown. */
record MemberView(
        String id,
        String username,
        String email,
        String firstName,
        String lastName,
        @Nullable String role,
        boolean enabled) {

    static MemberView of(Member member) {
        var role = member.role();
        return new MemberView(
                member.id(),
                member.username(),
                member.email(),
                member.firstName(),
                member.lastName(),
                role == null ? null : role.wireName(),
                member.enabled());
    }
}
