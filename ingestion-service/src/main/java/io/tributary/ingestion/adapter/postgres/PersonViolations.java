package io.tributary.ingestion.adapter.postgres;

import io.tributary.ingestion.person.PersonStore;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Violations that name a person: a client may have put a value into the name of an event or of a property, or into a message
 * id. One whose own name is about the person goes as a whole, of others only the samples.
 */
public final class PersonViolations implements PersonStore {

    private static final int VIOLATIONS = 500;
    private static final String PLACE =
            "concat_ws(chr(31), plan_id, version, event, property, rule, action, source_id) collate \"C\"";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcClient db;

    public PersonViolations(JdbcClient db) {
        this.db = db;
    }

    private record Counted(String place, String event, String property, String samples) {

        /** A path has dots between its steps, as a mailbox has: each of its ends is looked at by itself. */
        boolean isNamedAfter(Quest quest) {
            boolean isIn = quest.search().isIn(event) || quest.search().isIn(property);
            for (int dot = property.indexOf('.'); !isIn && dot >= 0; dot = property.indexOf('.', dot + 1)) {
                isIn = quest.search().isIn(property.substring(dot + 1));
            }
            return isIn;
        }
    }

    @Override
    public String name() {
        return "plan-violations";
    }

    @Override
    public Step step(Quest quest, String from) {
        return PersonPage.named(() -> {
            var counted = counted(quest.request().tenant(), from);
            var page = new PersonPage();
            counted.forEach(it -> take(quest, it, page));
            return page.upTo(
                    counted.size() < VIOLATIONS ? "" : counted.getLast().place());
        });
    }

    private List<Counted> counted(String tenant, String after) {
        return db.sql("select " + PLACE + " as place, event, property, samples::text as samples from plan_violation"
                        + " where tenant = :tenant and " + PLACE + " > :after order by " + PLACE + " limit :limit")
                .param("tenant", tenant)
                .param("after", after)
                .param("limit", VIOLATIONS)
                .query((row, number) -> new Counted(
                        row.getString("place"),
                        row.getString("event"),
                        row.getString("property"),
                        row.getString("samples")))
                .list();
    }

    private void take(Quest quest, Counted counted, PersonPage page) {
        boolean named = counted.isNamedAfter(quest);
        if (!named && !quest.search().isIn(counted.samples())) {
            return;
        }
        switch (quest.task()) {
            case DELETE -> page.found(named ? delete(quest, counted) : strip(quest, counted));
            case COUNT -> page.found(1);
            case COLLECT -> {
                page.found(1);
                page.record(JsonNodeFactory.instance
                        .objectNode()
                        .put("event", counted.event())
                        .put("property", counted.property())
                        .set("samples", samples(quest, counted, true)));
            }
        }
    }

    private long delete(Quest quest, Counted counted) {
        return db.sql("delete from plan_violation where tenant = :tenant and " + PLACE + " = :place")
                .param("tenant", quest.request().tenant())
                .param("place", counted.place())
                .update();
    }

    /** Samples that were added meanwhile are not lost: then nothing is changed, and found again. */
    private long strip(Quest quest, Counted counted) {
        return db.sql("update plan_violation set samples = cast(:kept as jsonb)" + " where tenant = :tenant and "
                        + PLACE + " = :place and samples = cast(:seen as jsonb)")
                .param("kept", samples(quest, counted, false).toString())
                .param("tenant", quest.request().tenant())
                .param("place", counted.place())
                .param("seen", counted.samples())
                .update();
    }

    private static ArrayNode samples(Quest quest, Counted counted, boolean ofThePerson) {
        var chosen = JsonNodeFactory.instance.arrayNode();
        for (JsonNode sample : JSON.readTree(counted.samples())) {
            if (quest.search().isIn(sample.toString()) == ofThePerson) {
                chosen.add(sample);
            }
        }
        return chosen;
    }
}
