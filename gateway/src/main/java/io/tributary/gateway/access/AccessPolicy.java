package io.tributary.gateway.access;

import io.tributary.gateway.access.Access.Reason;
import java.util.function.Function;

/** Decides who passes the door: exactly one organization, a role of a tenant, and a tenant in good standing. */
public record AccessPolicy(Function<String, TenantStanding> standings) {

    public Access judge(Need need, Caller caller) {
        return switch (need) {
            case PLATFORM_ADMIN -> platform(caller);
            case MEMBER, MEMBER_OR_READ_KEY, NOTHING -> member(caller);
        };
    }

    private static Access platform(Caller caller) {
        // An account that also belongs to a tenant is a tenant's account: the two powers never mix.
        return caller.roles().contains(Role.PLATFORM_ADMIN)
                        && caller.organizations().isEmpty()
                ? new Access.Platform()
                : new Access.Refused(Reason.NEEDS_PLATFORM_ADMIN);
    }

    private Access member(Caller caller) {
        return switch (caller.organizations().size()) {
            case 0 ->
                new Access.Refused(
                        caller.roles().contains(Role.PLATFORM_ADMIN) ? Reason.NEEDS_A_ROLE : Reason.NO_TENANT);
            case 1 -> memberOf(caller.organizations().getFirst(), caller);
            default -> new Access.Refused(Reason.SEVERAL_TENANTS);
        };
    }

    private Access memberOf(String tenant, Caller caller) {
        return switch (standings.apply(tenant)) {
            case ABSENT -> new Access.Refused(Reason.NO_TENANT);
            case SUSPENDED -> new Access.Refused(Reason.TENANT_SUSPENDED);
            case ACTIVE, NOT_KNOWN_YET ->
                caller.isMember() ? new Access.Member(tenant) : new Access.Refused(Reason.NEEDS_A_ROLE);
        };
    }
}
