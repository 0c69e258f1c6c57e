package io.tributary.gateway.adapter.keycloak;

import static io.tributary.gateway.adapter.keycloak.AdminClient.expect;

import io.tributary.gateway.fault.IdentityProviderUnavailable;
import io.tributary.gateway.tenant.JoinOutcome;
import io.tributary.gateway.tenant.Member;
import io.tributary.gateway.tenant.NewMember;
import io.tributary.gateway.tenant.Organizations;
import java.util.List;
import java.util.Optional;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.OrganizationDomainRepresentation;
import org.keycloak.representations.idm.OrganizationRepresentation;
import reactor.core.publisher.Mono;

/** One Keycloak organization per tenant, found by the domain that only this tenant has. */
public final class KeycloakOrganizations implements Organizations {

    private static final int PAGE = 100;

    private final AdminClient client;

    public KeycloakOrganizations(AdminClient client) {
        this.client = client;
    }

    @Override
    public Mono<Void> ensure(String tenant, String name) {
        return client.call(realm -> {
                    if (find(realm, tenant).isEmpty()) {
                        // 409: another attempt was faster.
                        expect(realm.organizations().create(organization(tenant, name)), 201, 409);
                    }
                    return true;
                })
                .then();
    }

    @Override
    public Mono<JoinOutcome> join(String tenant, NewMember member) {
        return client.call(realm -> accounts(realm, tenant).join(member));
    }

    @Override
    public Mono<List<Member>> members(String tenant, int first, int limit) {
        return client.call(realm -> accounts(realm, tenant).members(first, limit));
    }

    @Override
    public Mono<FoundMember> member(String tenant, String accountId) {
        return client.call(realm -> new FoundMember(accounts(realm, tenant).member(accountId)));
    }

    @Override
    public Mono<Void> remove(String accountId) {
        return client.call(realm -> {
                    expect(realm.users().delete(accountId), 204, 404);
                    return true;
                })
                .then();
    }

    @Override
    public Mono<Void> removeAll(String tenant) {
        return client.call(realm -> {
                    find(realm, tenant).ifPresent(id -> removeAll(realm, id));
                    return true;
                })
                .then();
    }

    private static void removeAll(RealmResource realm, String organizationId) {
        var accounts = new Accounts(realm, organizationId);
        var page = accounts.ids(PAGE);
        while (!page.isEmpty()) {
            page.forEach(accounts::remove);
            page = accounts.ids(PAGE);
        }
        expect(realm.organizations().get(organizationId).delete(), 204, 404);
    }

    private static Accounts accounts(RealmResource realm, String tenant) {
        return new Accounts(
                realm,
                find(realm, tenant)
                        .orElseThrow(() -> new IdentityProviderUnavailable(
                                new IllegalStateException("the tenant has no organization"))));
    }

    private static Optional<String> find(RealmResource realm, String tenant) {
        return realm.organizations().search(domain(tenant), true, 0, 2).stream()
                .filter(it -> tenant.equals(it.getAlias()))
                .map(OrganizationRepresentation::getId)
                .findFirst();
    }

    private static OrganizationRepresentation organization(String tenant, String name) {
        var organization = new OrganizationRepresentation();
        // Names are unique in a realm, the names of companies are not.
        organization.setName(tenant);
        organization.setAlias(tenant);
        organization.setDescription(name);
        organization.setEnabled(true);
        organization.addDomain(new OrganizationDomainRepresentation(domain(tenant)));
        return organization;
    }

    /** Keycloak demands a domain; the top-level domain {@code invalid} never belongs to anybody (RFC 2606). */
    private static String domain(String tenant) {
        return tenant + ".tenant.invalid";
    }
}
