package io.tributary.identity.adapter.postgres;

import io.tributary.identity.identifier.Identifier;
import io.tributary.identity.privacy.EventNames;
import io.tributary.identity.privacy.Mentions;
import io.tributary.identity.privacy.Person;
import io.tributary.identity.privacy.Sought;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Finds a person in the events that were put aside. A record that names no tenant, or another than its key, is judged by
 * nobody's values: it may be anybody's, so it is counted and said.
 */
final class PersonAsides {

    private static final int ROWS_A_PAGE = 500;

    private final JdbcClient jdbc;
    private final EventNames names;

    PersonAsides(JdbcClient jdbc, EventNames names) {
        this.jdbc = jdbc;
        this.names = names;
    }

    private record Place(String topic, int partition, long offset) {}

    private static final class Aside {

        private final Place place;
        private final boolean readable;
        private final byte[] value;

        private Aside(Place place, boolean readable, byte[] value) {
            this.place = place;
            this.readable = readable;
            this.value = value;
        }
    }

    /** How an event names the person. */
    private enum Naming {
        NOT,
        /** Nobody else is named by it. */
        ALONE,
        AMONG_OTHERS
    }

    /** Decides it for one person. */
    private final class Judge {

        private final String tenant;
        private final Set<Identifier> identifiers;
        private final Mentions values;
        private final Mentions telling;

        private Judge(String tenant, Person person) {
            var sought = Sought.of(person);
            this.tenant = tenant;
            this.identifiers = sought.identifiers();
            this.values = sought.values();
            this.telling = Mentions.of(Sought.telling(person));
        }

        private Naming naming(Aside aside) {
            var named = aside.readable ? names.named(tenant, aside.value).orElse(null) : null;
            if (named == null) {
                return telling.somewhereIn(aside.value) || values.in(aside.value) ? Naming.AMONG_OTHERS : Naming.NOT;
            }
            boolean isNamed = named.stream().anyMatch(identifiers::contains);
            if (isNamed && identifiers.containsAll(named)) {
                return Naming.ALONE;
            }
            return isNamed || values.in(aside.value) ? Naming.AMONG_OTHERS : Naming.NOT;
        }
    }

    long delete(String tenant, Person person) {
        var going = new ArrayList<Place>();
        each(tenant, person, (aside, _) -> going.add(aside.place));
        for (var place : going) {
            jdbc.sql("delete from dead_letter where topic = ? and partition = ? and record_offset = ?")
                    .params(place.topic(), place.partition(), place.offset())
                    .update();
        }
        return going.size();
    }

    long count(String tenant, Person person) {
        var found = new ArrayList<Place>();
        each(tenant, person, (aside, _) -> found.add(aside.place));
        return found.size();
    }

    /** Takes rows of events that name nobody but the person; answers how many name others as well. */
    long collect(String tenant, Person person, Consumer<String> rows) {
        var others = new ArrayList<Place>();
        each(tenant, person, (aside, naming) -> {
            if (naming == Naming.ALONE) {
                rows.accept(row(aside.place));
            } else {
                others.add(aside.place);
            }
        });
        return others.size();
    }

    /** How many records nobody's values are looked for in, because nobody knows whose they are. */
    long unjudged(String tenant) {
        return jdbc.sql("""
                select count(*) from dead_letter where tenant = '' or (tenant = ? and reason = 'TENANT_MISMATCH')""").params(tenant).query((row, _) -> row.getLong(1)).single();
    }

    @FunctionalInterface
    private interface Found {
        void take(Aside aside, Naming naming);
    }

    private void each(String tenant, Person person, Found found) {
        var judge = new Judge(tenant, person);
        var last = new Place("", 0, -1);
        List<Aside> page;
        do {
            page = page(tenant, last);
            for (var aside : page) {
                last = aside.place;
                var naming = judge.naming(aside);
                if (naming != Naming.NOT) {
                    found.take(aside, naming);
                }
            }
        } while (page.size() == ROWS_A_PAGE);
    }

    private List<Aside> page(String tenant, Place after) {
        return jdbc.sql("""
                select topic, partition, record_offset, reason, value from dead_letter
                where tenant = ? and reason <> 'TENANT_MISMATCH' and (topic, partition, record_offset) > (?, ?, ?)
                order by topic, partition, record_offset limit ?""")
                .params(tenant, after.topic(), after.partition(), after.offset(), ROWS_A_PAGE)
                .query((row, _) -> new Aside(
                        new Place(Rows.text(row, "topic"), row.getInt("partition"), row.getLong("record_offset")),
                        !Rows.text(row, "reason").equals("UNREADABLE"),
                        Objects.requireNonNull(row.getBytes("value"))))
                .list();
    }

    private String row(Place place) {
        return jdbc.sql("""
                select row_to_json(aside)::text from (select topic, reason, kept_at, encode(value, 'escape') as value
                    from dead_letter where topic = ? and partition = ? and record_offset = ?) aside""")
                .params(place.topic(), place.partition(), place.offset())
                .query((row, _) -> Objects.requireNonNull(row.getString(1)))
                .single();
    }
}
