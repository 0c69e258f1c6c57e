package io.tributary.identity.adapter.postgres;

import io.tributary.identity.consent.Consents;
import io.tributary.identity.graph.Profile;
import io.tributary.identity.identifier.Namespace;
import io.tributary.identity.suggestion.LinkablePeople;
import io.tributary.identity.suggestion.LinkablePerson;
import io.tributary.identity.trait.LinkableTrait;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Living profiles with their mailboxes, phones and linkable traits; a page in three statements. */
public final class PostgresPeople implements LinkablePeople {

    private final JdbcClient jdbc;
    private final GraphReader graph;

    public PostgresPeople(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.graph = new GraphReader(jdbc);
    }

    @Override
    public long count(String tenant) {
        return Faults.translated(() -> jdbc.sql("select count(*) from profile where tenant = ? and merged_into is null")
                .param(tenant)
                .query((row, _) -> row.getLong(1))
                .single());
    }

    @Override
    public List<LinkablePerson> page(String tenant, Optional<UUID> after, int limit) {
        return Faults.translated(() -> {
            var ids = jdbc.sql("""
                    select id from profile where tenant = ? and merged_into is null and id > ?::uuid
                    order by id limit ?""")
                    .params(tenant, after.orElse(new UUID(0, 0)).toString(), limit)
                    .query((row, _) -> Rows.uuid(row, "id"))
                    .list();
            return List.copyOf(read(tenant, ids).values());
        });
    }

    @Override
    public Map<UUID, LinkablePerson> people(String tenant, Collection<UUID> ids) {
        return Faults.translated(() -> read(tenant, ids));
    }

    @Override
    public Map<UUID, Profile> profiles(String tenant, Collection<UUID> ids) {
        return Faults.translated(() -> graph.profiles(tenant, ids).values().stream()
                .collect(Collectors.toMap(
                        Profile::id,
                        it -> new Profile(
                                it.id(), it.firstSeen(), it.merges(), it.nodes(), Set.of(), Consents.none()))));
    }

    /** What was read of a person so far. */
    private static final class Person {

        private final List<String> emails = new ArrayList<>();
        private final List<String> phones = new ArrayList<>();
        private final Map<Long, Map<LinkableTrait, String>> traits = new LinkedHashMap<>();

        void reach(String namespace, String value) {
            (namespace.equals(Namespace.EMAIL) ? emails : phones).add(value);
        }

        void say(long holder, String trait, String value) {
            traits.computeIfAbsent(holder, _ -> new EnumMap<>(LinkableTrait.class))
                    .put(LinkableTrait.labelled(trait), value);
        }

        LinkablePerson build(UUID id) {
            return new LinkablePerson(id, emails, phones, List.copyOf(traits.values()));
        }
    }

    /** By id, in the order of the ids. */
    private Map<UUID, LinkablePerson> read(String tenant, Collection<UUID> ids) {
        var people = new LinkedHashMap<UUID, Person>();
        ids.forEach(it -> people.put(it, new Person()));
        var wanted = Arrays.uuids(ids);
        jdbc.sql("""
                select profile_id, namespace, value from node
                where tenant = ? and profile_id = any(?::uuid[]) and namespace in (?, ?)
                order by last_seen desc, id""").params(tenant, wanted, Namespace.EMAIL, Namespace.PHONE).query(row -> {
            person(people, row).reach(Rows.text(row, "namespace"), Rows.text(row, "value"));
        });
        jdbc.sql("""
                select node.profile_id, node.id, trait.name, trait.value
                from node join linkable_trait trait on trait.tenant = node.tenant and trait.node_id = node.id
                where node.tenant = ? and node.profile_id = any(?::uuid[])
                order by trait.at desc, node.id, trait.name""").params(tenant, wanted).query(row -> {
            person(people, row).say(row.getLong("id"), Rows.text(row, "name"), Rows.text(row, "value"));
        });
        var built = new LinkedHashMap<UUID, LinkablePerson>();
        people.forEach((id, person) -> built.put(id, person.build(id)));
        return built;
    }

    private static Person person(Map<UUID, Person> people, ResultSet row) throws SQLException {
        return people.computeIfAbsent(Rows.uuid(row, "profile_id"), _ -> new Person());
    }
}
