package io.tributary.gateway.tenant;

import io.tributary.gateway.fault.IdentityProviderUnavailable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Mono;

/** An identity provider in memory that can be switched off before its n-th step. */
final class FakeOrganizations implements Organizations {

    final Map<String, Map<String, Member>> membersByTenant = new HashMap<>();
    int stepsBeforeFailure = Integer.MAX_VALUE;

    private void step() {
        if (stepsBeforeFailure-- <= 0) {
            throw new IdentityProviderUnavailable(new IllegalStateException("switched off"));
        }
    }

    @Override
    public Mono<Void> ensure(String tenant, String name) {
        return Mono.fromRunnable(() -> {
            step();
            membersByTenant.putIfAbsent(tenant, new HashMap<>());
        });
    }

    @Override
    public Mono<JoinOutcome> join(String tenant, NewMember wanted) {
        return Mono.fromSupplier(() -> {
            step();
            for (var entry : membersByTenant.entrySet()) {
                if (!entry.getKey().equals(tenant) && entry.getValue().containsKey(wanted.username())) {
                    return new JoinOutcome.Elsewhere();
                }
            }
            var member = new Member(
                    wanted.username(),
                    wanted.username(),
                    wanted.email(),
                    wanted.firstName(),
                    wanted.lastName(),
                    wanted.role(),
                    true);
            boolean fresh = of(tenant).putIfAbsent(wanted.username(), member) == null;
            return new JoinOutcome.Joined(member, fresh);
        });
    }

    @Override
    public Mono<List<Member>> members(String tenant, int first, int limit) {
        return Mono.fromSupplier(() -> new ArrayList<>(of(tenant).values())
                .stream().skip(first).limit(limit).toList());
    }

    @Override
    public Mono<FoundMember> member(String tenant, String accountId) {
        return Mono.fromSupplier(() -> new FoundMember(of(tenant).get(accountId)));
    }

    @Override
    public Mono<Void> remove(String accountId) {
        return Mono.fromRunnable(() -> membersByTenant.values().forEach(it -> it.remove(accountId)));
    }

    @Override
    public Mono<Void> removeAll(String tenant) {
        return Mono.fromRunnable(() -> {
            step();
            membersByTenant.remove(tenant);
        });
    }

    private Map<String, Member> of(String tenant) {
        return membersByTenant.getOrDefault(tenant, new HashMap<>());
    }
}
