package io.tributary.ingestion.adapter.postgres;

import io.tributary.ingestion.idempotency.Seal;
import io.tributary.ingestion.person.PersonStore;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.node.JsonNodeFactory;

/** Answers that are kept for repeated calls and name a person, in their key or, opened, in themselves. */
public final class PersonAnswers implements PersonStore {

    private static final int ANSWERS = 200;

    private final JdbcClient db;
    private final Seal seal;

    public PersonAnswers(JdbcClient db, Seal seal) {
        this.db = db;
        this.seal = seal;
    }

    private record Kept(String key, String answer) {}

    @Override
    public String name() {
        return "idempotent-answers";
    }

    @Override
    public Step step(Quest quest, String from) {
        return PersonPage.named(() -> {
            var tenant = quest.request().tenant();
            var answers = answers(tenant, from);
            var page = new PersonPage();
            answers.stream()
                    .filter(it -> quest.search().isIn(it.key() + "\n" + it.answer()))
                    .forEach(it -> take(quest, it, page));
            return page.upTo(answers.size() < ANSWERS ? "" : answers.getLast().key());
        });
    }

    private List<Kept> answers(String tenant, String after) {
        return db.sql("select key, answer from idempotency where tenant = :tenant and key > :after"
                        + " order by key limit :limit")
                .param("tenant", tenant)
                .param("after", after)
                .param("limit", ANSWERS)
                .query((row, number) ->
                        new Kept(row.getString("key"), opened(row.getString("answer"), tenant, row.getString("key"))))
                .list();
    }

    /** Empty for a call that is not answered yet, and for an answer that nobody can open any more. */
    private String opened(@Nullable String sealed, String tenant, String key) {
        try {
            return sealed == null ? "" : new String(seal.open(sealed, tenant + "/" + key), StandardCharsets.UTF_8);
        } catch (IllegalStateException _) {
            return "";
        }
    }

    private void take(Quest quest, Kept kept, PersonPage page) {
        switch (quest.task()) {
            case DELETE ->
                page.found(db.sql("delete from idempotency where tenant = :tenant and key = :key")
                        .param("tenant", quest.request().tenant())
                        .param("key", kept.key())
                        .update());
            case COUNT -> page.found(1);
            // The answer itself may hold a write key, which is no part of anybody's data.
            case COLLECT -> {
                page.found(1);
                page.record(JsonNodeFactory.instance.objectNode().put("key", kept.key()));
            }
        }
    }
}
