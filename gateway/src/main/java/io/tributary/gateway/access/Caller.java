package io.tributary.gateway.access;

import java.util.List;
import java.util.Set;

/**
 * Who calls, as the verified token says.
 *
 * @param account the account's id at the identity provider
 * @param organizations the aliases that the token names; a usable token names exactly one
 */
public record Caller(String account, List<String> organizations, Set<Role> roles) {

    public Caller {
        organizations = List.copyOf(organizations);
        roles = Set.copyOf(roles);
    }

    boolean isMember() {
        return roles.contains(Role.VIEWER) || roles.contains(Role.MARKETER) || roles.contains(Role.ADMIN);
    }
}
