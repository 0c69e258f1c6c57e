package io.tributary.gateway.adapter.http;

import io.tributary.gateway.adapter.http.problem.ProblemException;
import io.tributary.gateway.tenant.MemberRole;
import io.tributary.gateway.tenant.NewMember;
import org.jspecify.annotations.Nullable;

/**
 * A member to be added.
 *
 * @param role viewer, marketer or admin
 * @param password write-only; left out, the person chooses one at the first login
 */
record NewMemberRequest(
        @Nullable String username,
        @Nullable String email,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable String role,
        @Nullable String password) {

    NewMember member() {
        var known = MemberRole.of(Texts.orEmpty(role))
                .orElseThrow(() -> ProblemException.invalid("/role", "ROLE", "Use viewer, marketer or admin."));
        return new NewMember(
                Texts.orEmpty(username),
                Texts.orEmpty(email),
                Texts.orEmpty(firstName),
                Texts.orEmpty(lastName),
                known,
                password);
    }
}
