package io.tributary.doubles.sendgrid;

import io.tributary.doubles.journal.Journal;
import io.tributary.doubles.platform.Json;
import io.tributary.doubles.platform.Reply;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;

/** The account as the routes see it: read freely, change only through the journal. */
record Ledger(Account account, Journal<Change> journal, Duration jobDelay, InstantSource clock) {

    Instant now() {
        return clock.instant();
    }

    void commit(Change change) {
        journal.commit(change);
    }

    String accept(Work work) {
        var id = UUID.randomUUID().toString();
        commit(new Change.JobAccepted(id, now(), now().plus(jobDelay), work));
        account.jobs.advanceTo(now());
        return id;
    }

    /** Accepts the work and answers with its job id, as every asynchronous call does. */
    Reply acceptedJob(int status, Work work) {
        return Reply.json(status, Json.object().put("job_id", accept(work)));
    }
}
