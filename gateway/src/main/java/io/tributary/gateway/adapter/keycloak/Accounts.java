package io.tributary.gateway.adapter.keycloak;

import static io.tributary.gateway.adapter.keycloak.AdminClient.expect;

import io.tributary.gateway.fault.IdentityProviderUnavailable;
import io.tributary.gateway.tenant.JoinOutcome;
import io.tributary.gateway.tenant.Member;
import io.tributary.gateway.tenant.MemberRole;
import io.tributary.gateway.tenant.NewMember;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.admin.client.resource.OrganizationResource;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

/**
 * The steps that make an account a member. An account is made disabled with an unverified address and finished last:
 * so one that a crash left half-made can be told from every other, harms nobody, and is replaced by the next attempt.
 */
final class Accounts {

    private static final int CREATED = 201;
    private static final int BAD_REQUEST = 400;
    private static final int CONFLICT = 409;
    private static final String CHOOSE_PASSWORD = "UPDATE_PASSWORD";

    private final RealmResource realm;
    private final OrganizationResource organization;
    private final String organizationId;

    Accounts(RealmResource realm, String organizationId) {
        this.realm = realm;
        this.organization = realm.organizations().get(organizationId);
        this.organizationId = organizationId;
    }

    JoinOutcome join(NewMember wanted) {
        try (var answer = realm.users().create(halfMade(wanted))) {
            return switch (answer.getStatus()) {
                case CREATED -> finish(idIn(answer), wanted);
                case CONFLICT -> joinExisting(wanted);
                case BAD_REQUEST -> new JoinOutcome.NotAccepted();
                default ->
                    throw new IdentityProviderUnavailable(
                            new IllegalStateException("creating an account answered " + answer.getStatus()));
            };
        }
    }

    /** A name or an address is taken: ours when one account has both and is a member or half-made. */
    private JoinOutcome joinExisting(NewMember wanted) {
        var byName = realm.users().searchByUsername(wanted.username(), true);
        var byEmail = realm.users().searchByEmail(wanted.email(), true);
        if (byName.size() != 1
                || byEmail.size() != 1
                || !byName.getFirst().getId().equals(byEmail.getFirst().getId())) {
            return new JoinOutcome.Elsewhere();
        }
        var account = byName.getFirst();
        var organizations = realm.organizations().members().getOrganizations(account.getId(), true);
        boolean ours =
                organizations.size() == 1 && organizations.getFirst().getId().equals(organizationId);
        if (isHalfMade(account) && (ours || organizations.isEmpty())) {
            // Made anew and not finished: its password may have been chosen by another tenant's attempt.
            remove(account.getId());
            return join(wanted);
        }
        return ours
                ? new JoinOutcome.Joined(member(account, roleOf(account.getId())), false)
                : new JoinOutcome.Elsewhere();
    }

    private JoinOutcome finish(String id, NewMember wanted) {
        expect(organization.members().addMember(id), 201, 204);
        giveRole(id, wanted.role());
        var account = realm.users().get(id);
        var finished = account.toRepresentation();
        finished.setEnabled(true);
        finished.setEmailVerified(true);
        account.update(finished);
        return new JoinOutcome.Joined(member(finished, wanted.role()), true);
    }

    private void giveRole(String id, MemberRole role) {
        var wanted = realm.roles().get(role.wireName()).toRepresentation();
        realm.users().get(id).roles().realmLevel().add(List.of(wanted));
    }

    /** A member of this organization, or null. */
    @Nullable
    Member member(String accountId) {
        try {
            var found = organization.members().member(accountId).toRepresentation();
            return member(found, roleOf(accountId));
        } catch (NotFoundException e) {
            return null;
        }
    }

    List<Member> members(int first, int limit) {
        return organization.members().list(first, limit).stream()
                .map(it -> member(it, roleOf(it.getId())))
                .toList();
    }

    /** The account ids of up to {@code limit} members. */
    List<String> ids(int limit) {
        return organization.members().list(0, limit).stream()
                .map(UserRepresentation::getId)
                .toList();
    }

    void remove(String accountId) {
        expect(realm.users().delete(accountId), 204, 404);
    }

    private @Nullable MemberRole roleOf(String accountId) {
        return realm.users().get(accountId).roles().realmLevel().listAll().stream()
                .flatMap(it -> MemberRole.of(it.getName()).stream())
                .max(MemberRole::compareTo)
                .orElse(null);
    }

    private static boolean isHalfMade(UserRepresentation account) {
        return !Boolean.TRUE.equals(account.isEnabled()) && !Boolean.TRUE.equals(account.isEmailVerified());
    }

    private static UserRepresentation halfMade(NewMember wanted) {
        var account = new UserRepresentation();
        account.setUsername(wanted.username());
        account.setEmail(wanted.email());
        account.setFirstName(wanted.firstName());
        account.setLastName(wanted.lastName());
        account.setEnabled(false);
        account.setEmailVerified(false);
        var password = wanted.password();
        if (password == null) {
            account.setRequiredActions(List.of(CHOOSE_PASSWORD));
        } else {
            account.setCredentials(List.of(credential(password)));
        }
        return account;
    }

    private static CredentialRepresentation credential(String password) {
        var credential = new CredentialRepresentation();
        credential.setType(CredentialRepresentation.PASSWORD);
        credential.setValue(password);
        credential.setTemporary(false);
        return credential;
    }

    private static Member member(UserRepresentation account, @Nullable MemberRole role) {
        return new Member(
                account.getId(),
                account.getUsername(),
                textOf(account.getEmail()),
                textOf(account.getFirstName()),
                textOf(account.getLastName()),
                role,
                Boolean.TRUE.equals(account.isEnabled()));
    }

    private static String textOf(@Nullable String text) {
        return Optional.ofNullable(text).orElse("");
    }

    private static String idIn(Response created) {
        var path = created.getLocation().getPath();
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
