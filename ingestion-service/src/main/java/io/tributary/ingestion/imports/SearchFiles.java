package io.tributary.ingestion.imports;

import io.tributary.ingestion.fault.FaultName;
import io.tributary.ingestion.job.Job;
import io.tributary.ingestion.job.Jobs;
import io.tributary.ingestion.person.FileSearches;
import io.tributary.ingestion.person.FileSearches.Asked;
import io.tributary.ingestion.person.SubjectSearch;
import io.tributary.ingestion.rows.Row;
import io.tributary.ingestion.suppression.Digest;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Looks for people in the files on this disk, as privacy requests ask: whoever has the file answers for it. A row of a person
 * who is erased is replaced in its place; its import goes on, and counts the row as suppressed.
 */
public final class SearchFiles {

    /** What is collected of one file, in characters; the rest is counted. */
    static final long MOST_COLLECTED = 8L * 1024 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(SearchFiles.class);

    private final FileSearches searches;
    private final Spool spool;
    private final Jobs jobs;
    private final Digest digest;

    public SearchFiles(FileSearches searches, Spool spool, Jobs jobs, Digest digest) {
        this.searches = searches;
        this.spool = spool;
        this.jobs = jobs;
        this.digest = digest;
    }

    /** Does what is asked of files that are here; what cannot be done is left for the next look. */
    public Mono<Void> look() {
        return searches.open()
                .filterWhen(asked -> spool.exists(asked.jobId()))
                .concatMap(asked -> search(asked).onErrorResume(fault -> {
                    LOG.warn("the file of {} cannot be searched now: {}", asked.jobId(), FaultName.of(fault));
                    return Mono.empty();
                }))
                .then();
    }

    private Mono<Void> search(Asked asked) {
        return jobs.find(asked.request().tenant(), asked.jobId())
                .filter(job -> !job.state().isFinal())
                .flatMap(job -> search(asked, job));
    }

    private Mono<Void> search(Asked asked, Job job) {
        var plan = PlanJson.parse(job.papers().request());
        var format = plan.reading().format();
        var found = new Found(new PersonRow(plan, SubjectSearch.of(asked.request(), digest)), job.id());
        var counted = switch (asked.request().stage()) {
            case DELETE -> spool.erase(job.id(), format, found.rows::isAbout).flatMap(count -> leave(job, count));
            case PROVE -> spool.search(job.id(), format, found.rows::isAbout);
            case COLLECT -> spool.search(job.id(), format, found::collect);
            case GATE, WITHDRAW -> Mono.just(0L);
        };
        return counted.flatMap(count -> searches.done(asked, count, found.records()));
    }

    /** A job that ended meanwhile has deleted its file: what was put in its place goes as well. */
    private Mono<Long> leave(Job job, long count) {
        return jobs.find(job.tenant(), job.id())
                .filter(it -> it.state().isFinal())
                .flatMap(it -> spool.delete(it.id()))
                .thenReturn(count);
    }

    /** What is handed over of a file, up to a bound. */
    private static final class Found {

        private final PersonRow rows;
        private final String job;
        private final List<String> records = new ArrayList<>();
        private long characters;
        private long leftOut;

        Found(PersonRow rows, String job) {
            this.rows = rows;
            this.job = job;
        }

        boolean collect(Row row) {
            boolean isAbout = rows.isAbout(row);
            if (isAbout) {
                add(row);
            }
            return isAbout;
        }

        private void add(Row row) {
            var record = JsonNodeFactory.instance
                    .objectNode()
                    .put("job", job)
                    .put("row", row.number())
                    .put("text", rows.text(row))
                    .toString();
            characters += record.length();
            if (characters <= MOST_COLLECTED) {
                records.add(record);
            } else {
                leftOut++;
            }
        }

        List<String> records() {
            if (leftOut > 0) {
                records.add(JsonNodeFactory.instance
                        .objectNode()
                        .put("job", job)
                        .put("rowsLeftOut", leftOut)
                        .toString());
            }
            return records;
        }
    }
}
