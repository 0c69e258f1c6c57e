package io.tributary.ingestion.adapter.postgres;

import io.tributary.ingestion.job.JobState;
import io.tributary.ingestion.person.PersonStore;
import io.tributary.ingestion.person.SubjectSearch;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Jobs that name a person: in the calls that a dry run shows, in a header that was a row, in what a repair writes. A job that
 * has ended is left without its papers; one that goes on needs them, and writes them again: it is waited for.
 */
public final class PersonJobs implements PersonStore {

    private static final int JOBS = 100;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcClient db;

    public PersonJobs(JdbcClient db) {
        this.db = db;
    }

    private record Papers(String id, String kind, JobState state, String request, String report, String error) {

        boolean isAbout(SubjectSearch search) {
            return search.isIn(request) || search.isIn(report) || search.isIn(error);
        }
    }

    @Override
    public String name() {
        return "jobs";
    }

    @Override
    public Step step(Quest quest, String from) {
        return PersonPage.named(() -> {
            var jobs = jobs(quest.request().tenant(), from);
            var page = new PersonPage();
            jobs.stream().filter(it -> it.isAbout(quest.search())).forEach(it -> take(quest, it, page));
            return page.upTo(jobs.size() < JOBS ? "" : jobs.getLast().id());
        });
    }

    private List<Papers> jobs(String tenant, String before) {
        return db.sql("""
                        select id, kind, state, request, report, error from job
                        where tenant = :tenant and (:before = '' or id < :before) order by id desc limit :limit""")
                .param("tenant", tenant)
                .param("before", before)
                .param("limit", JOBS)
                .query((row, number) -> new Papers(
                        row.getString("id"),
                        row.getString("kind"),
                        JobState.named(row.getString("state")),
                        row.getString("request"),
                        row.getString("report"),
                        row.getString("error")))
                .list();
    }

    private void take(Quest quest, Papers papers, PersonPage page) {
        switch (quest.task()) {
            case DELETE -> delete(papers, page);
            case COUNT -> page.found(1);
            case COLLECT -> {
                page.found(1);
                page.record(record(papers, quest.search()));
            }
        }
    }

    private void delete(Papers papers, PersonPage page) {
        if (!papers.state().isFinal()) {
            page.waitsFor("job " + papers.id() + " names the person and has not ended");
            return;
        }
        page.found(db.sql("update job set request = '', report = '', error = '' where id = :id")
                .param("id", papers.id())
                .update());
    }

    /** Of a report only what is about the person: the calls beside it are others'. */
    private static ObjectNode record(Papers papers, SubjectSearch search) {
        var record = JsonNodeFactory.instance
                .objectNode()
                .put("id", papers.id())
                .put("kind", papers.kind())
                .put("state", papers.state().wireName());
        if (search.isIn(papers.request())) {
            record.set("request", JSON.readTree(papers.request()));
        }
        if (!papers.report().isEmpty()) {
            var report = JSON.readTree(papers.report());
            add(record, report, "preview", search);
            add(record, report, "problems", search);
        }
        return record;
    }

    private static void add(ObjectNode record, JsonNode report, String name, SubjectSearch search) {
        var own = record.putArray(name);
        report.path(name).forEach(it -> {
            if (search.isIn(it.toString())) {
                own.add(it);
            }
        });
    }
}
