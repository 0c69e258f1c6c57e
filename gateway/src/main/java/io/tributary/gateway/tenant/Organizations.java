package io.tributary.gateway.tenant;

import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The tenants' organizations and accounts at the identity provider. Every step may be repeated and then continues what
 * an earlier one left half-done. A provider that does not answer is an {@code IdentityProviderUnavailable}.
 */
public interface Organizations {

    /** Makes the organization with this alias when it is not there. */
    Mono<Void> ensure(String tenant, String name);

    /** Makes the account, its membership and its role, as far as they are missing. */
    Mono<JoinOutcome> join(String tenant, NewMember member);

    /** Members in the provider's order, from the one with index {@code first}. */
    Mono<List<Member>> members(String tenant, int first, int limit);

    /** The member with this account id, or null inside when the account is not a member of this tenant. */
    Mono<FoundMember> member(String tenant, String accountId);

    /** Removes the account altogether: it belongs to this tenant only. */
    Mono<Void> remove(String accountId);

    /** Removes the organization with all its accounts. */
    Mono<Void> removeAll(String tenant);

    /** A member, if there is one. */
    record FoundMember(@Nullable Member member) {}
}
