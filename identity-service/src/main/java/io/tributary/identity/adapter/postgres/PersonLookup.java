package io.tributary.identity.adapter.postgres;

import io.tributary.contracts.digest.KeyedDigest;
import io.tributary.identity.identifier.Identifier;
import io.tributary.identity.privacy.Person;
import io.tributary.identity.privacy.PrivacyRequest;
import io.tributary.identity.privacy.RequestKind;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Finds whom a request is about. Of a person belong the profiles that were merged into theirs; and, for an erasure, the same
 * address or other telling value in any other namespace, with the profile that is known by nothing else.
 */
final class PersonLookup {

    private final JdbcClient jdbc;
    private final GraphReader reader;
    private final PersonNodes nodes;
    private final ErasedPersons erased;
    private final KeyedDigest digests;

    PersonLookup(JdbcClient jdbc, KeyedDigest digests) {
        this.jdbc = jdbc;
        this.reader = new GraphReader(jdbc);
        this.nodes = new PersonNodes(jdbc);
        this.erased = new ErasedPersons(jdbc);
        this.digests = digests;
    }

    String digest(String tenant, Identifier identifier) {
        return HexFormat.of().formatHex(digests.of(tenant, identifier.namespace(), identifier.value()));
    }

    Optional<UUID> owner(String tenant, Identifier identifier) {
        return Optional.ofNullable(reader.owners(tenant, Set.of(identifier)).get(identifier));
    }

    Person find(PrivacyRequest request, long at) {
        var tenant = request.tenant();
        var subject = request.subject().orElseThrow();
        var identifier = subject.identifier();
        var known = identifier == null ? null : known(tenant, identifier);
        long number = reader.counters(tenant).number();
        if (request.kind() == RequestKind.LIFT && request.lifted() == RequestKind.ERASE) {
            var left = erased.by(tenant, subject.profile(), known);
            var identifiers = left.identifiers().isEmpty() ? maybe(known) : left.identifiers();
            return new Person(subject.profile(), left.ids(), List.of(), identifiers, number, at);
        }
        var profile = living(tenant, subject.profile(), identifier);
        var own = new Person(profile, ids(tenant, profile), List.of(), maybe(known), number, at);
        var person = known(tenant, own, ownNodes(tenant, profile));
        return request.kind() == RequestKind.ERASE ? withNamesakes(tenant, person) : person;
    }

    private @Nullable UUID living(String tenant, @Nullable UUID profile, @Nullable Identifier identifier) {
        var living = profile == null
                ? Optional.ofNullable(identifier).flatMap(it -> owner(tenant, it))
                : reader.living(tenant, profile);
        return living.orElse(null);
    }

    private List<UUID> ids(String tenant, @Nullable UUID profile) {
        return jdbc.sql(
                        "select id from profile where tenant = ? and (id = ?::uuid or merged_into = ?::uuid) order by id")
                .param(tenant)
                .param(RequestRows.text(profile))
                .param(RequestRows.text(profile))
                .query((row, _) -> Rows.uuid(row, "id"))
                .list();
    }

    private Map<Long, UUID> ownNodes(String tenant, @Nullable UUID profile) {
        return profile == null
                ? Map.of()
                : nodes.of(tenant, new Person(profile, List.of(profile), List.of(), List.of(), 0, 0));
    }

    /** The person with these nodes, and what they say; an identifier that is nobody's stays as it was asked by. */
    private Person known(String tenant, Person person, Map<Long, UUID> found) {
        var identifiers = Stream.concat(
                        nodes.identifiers(tenant, found).stream().map(it -> known(tenant, it)),
                        person.identifiers().stream())
                .distinct()
                .toList();
        return new Person(
                person.profile(),
                person.profileIds(),
                List.copyOf(found.keySet()),
                identifiers,
                person.number(),
                person.at());
    }

    private Person withNamesakes(String tenant, Person person) {
        var found = nodes.of(tenant, person);
        var others = found.values().stream().filter(it -> !person.profileIds().contains(it));
        var alone = nodes.onlyThese(tenant, found, others);
        var ids = Stream.concat(person.profileIds().stream(), alone.stream().flatMap(it -> ids(tenant, it).stream()))
                .distinct()
                .toList();
        var whole =
                new Person(person.profile(), ids, person.nodes(), person.identifiers(), person.number(), person.at());
        return known(tenant, whole, found);
    }

    private Person.Known known(String tenant, Identifier identifier) {
        return new Person.Known(identifier.namespace(), digest(tenant, identifier), identifier.value());
    }

    private static List<Person.Known> maybe(Person.@Nullable Known known) {
        return known == null ? List.of() : List.of(known);
    }
}
