package io.tributary.gateway.tenant;

import java.util.List;
import reactor.core.publisher.Mono;

/** Adds and removes members of one tenant; a tenant always keeps an admin, because nobody else could add one. */
public final class ChangeMembers {

    /** What came of it. */
    public sealed interface Outcome {
        record Added(Member member) implements Outcome {}

        record Removed() implements Outcome {}

        record Invalid(List<Violation> violations) implements Outcome {}

        record AlreadyMember() implements Outcome {}

        record Elsewhere() implements Outcome {}

        record NotAccepted() implements Outcome {}

        record NotFound() implements Outcome {}

        /** An admin may not remove the own account. */
        record OwnAccount() implements Outcome {}
    }

    private final Organizations organizations;

    public ChangeMembers(Organizations organizations) {
        this.organizations = organizations;
    }

    public Mono<Outcome> add(String tenant, NewMember member) {
        var violations = TenantPolicy.of(member);
        return violations.isEmpty()
                ? organizations.join(tenant, member).map(ChangeMembers::added)
                : Mono.just(new Outcome.Invalid(violations));
    }

    private static Outcome added(JoinOutcome outcome) {
        return switch (outcome) {
            case JoinOutcome.Joined joined ->
                joined.fresh() ? new Outcome.Added(joined.member()) : new Outcome.AlreadyMember();
            case JoinOutcome.Elsewhere _ -> new Outcome.Elsewhere();
            case JoinOutcome.NotAccepted _ -> new Outcome.NotAccepted();
        };
    }

    /** Removing the own account is refused: an admin is always left, the one who asks. */
    public Mono<Outcome> remove(String tenant, String accountId, String byAccount) {
        if (accountId.equals(byAccount)) {
            return Mono.just(new Outcome.OwnAccount());
        }
        return organizations
                .member(tenant, accountId)
                .flatMap(found -> found.member() == null
                        ? Mono.just(new Outcome.NotFound())
                        : organizations.remove(accountId).thenReturn(new Outcome.Removed()));
    }
}
