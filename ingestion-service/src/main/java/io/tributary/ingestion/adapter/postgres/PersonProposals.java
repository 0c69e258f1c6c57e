package io.tributary.ingestion.adapter.postgres;

import io.tributary.ingestion.person.PersonStore;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.node.JsonNodeFactory;

/** Proposed tracking plans that write a person's value down as a choice or as a name. */
public final class PersonProposals implements PersonStore {

    private static final int PROPOSALS = 20;

    private final JdbcClient db;

    public PersonProposals(JdbcClient db) {
        this.db = db;
    }

    private record Proposal(String job, String text) {}

    @Override
    public String name() {
        return "plan-proposals";
    }

    @Override
    public Step step(Quest quest, String from) {
        return PersonPage.named(() -> {
            var proposals = proposals(quest.request().tenant(), from);
            var page = new PersonPage();
            proposals.stream().filter(it -> quest.search().isIn(it.text())).forEach(it -> take(quest, it, page));
            return page.upTo(
                    proposals.size() < PROPOSALS ? "" : proposals.getLast().job());
        });
    }

    private List<Proposal> proposals(String tenant, String after) {
        return db.sql("select job_id, proposal from plan_proposal where tenant = :tenant and job_id > :after"
                        + " order by job_id limit :limit")
                .param("tenant", tenant)
                .param("after", after)
                .param("limit", PROPOSALS)
                .query((row, number) -> new Proposal(row.getString("job_id"), row.getString("proposal")))
                .list();
    }

    private void take(Quest quest, Proposal proposal, PersonPage page) {
        switch (quest.task()) {
            case DELETE ->
                page.found(db.sql("delete from plan_proposal where job_id = :job")
                        .param("job", proposal.job())
                        .update());
            case COUNT -> page.found(1);
            // What else a plan proposes was learnt from everybody.
            case COLLECT -> {
                page.found(1);
                page.record(JsonNodeFactory.instance.objectNode().put("job", proposal.job()));
            }
        }
    }
}
