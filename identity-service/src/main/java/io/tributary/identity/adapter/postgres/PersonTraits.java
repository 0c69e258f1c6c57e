package io.tributary.identity.adapter.postgres;

import io.tributary.identity.privacy.Mentions;
import io.tributary.identity.privacy.Person;
import io.tributary.identity.privacy.Sought;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Finds a person's telling values in others' traits; the person's own traits hang on their identifiers. */
final class PersonTraits {

    private final JdbcClient jdbc;

    PersonTraits(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Trait(long node, String name, String value) {}

    private List<Trait> holding(String tenant, Person person) {
        var telling = Sought.telling(person);
        if (telling.isEmpty()) {
            return List.of();
        }
        var mentions = Mentions.of(telling);
        return jdbc
                .sql("""
                select node_id, name, value from linkable_trait
                where tenant = ? and exists (select from unnest(?::text[]) as word
                    where position(word in lower(value)) > 0)""")
                .params(tenant, telling.toArray(String[]::new))
                .query((row, _) -> new Trait(row.getLong("node_id"), Rows.text(row, "name"), Rows.text(row, "value")))
                .list()
                .stream()
                .filter(it -> mentions.in(it.value()))
                .toList();
    }

    long count(String tenant, Person person) {
        return holding(tenant, person).size();
    }

    long delete(String tenant, Person person) {
        var traits = holding(tenant, person);
        return jdbc.sql("""
                delete from linkable_trait using unnest(?::bigint[], ?::text[]) as row(node, name)
                where tenant = ? and node_id = row.node and linkable_trait.name = row.name""")
                .params(Arrays.longs(traits, Trait::node), Arrays.texts(traits, Trait::name), tenant)
                .update();
    }
}
