package io.tributary.doubles.sendgrid;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/**
 * Jobs in the order of acceptance. A job takes effect at its due time; nothing runs in the background: whoever looks
 * first after the due time makes it happen, and the result is the same as if it had happened on time.
 */
final class Jobs {

    private static final int OUTCOMES_KEPT = 10_000;
    private static final int ERRORS_KEPT = 100;

    private final Directory directory;
    private final Deque<Change.JobAccepted> waiting = new ArrayDeque<>();
    private final Map<String, JobOutcome> outcomes = new LinkedHashMap<>();

    Jobs(Directory directory) {
        this.directory = directory;
    }

    void accept(Change.JobAccepted job) {
        waiting.addLast(job);
    }

    void finish(JobOutcome outcome) {
        outcomes.put(outcome.id(), outcome);
        if (outcomes.size() > OUTCOMES_KEPT) {
            outcomes.remove(outcomes.keySet().iterator().next());
        }
    }

    /** Makes happen what is due. */
    void advanceTo(Instant now) {
        while (!waiting.isEmpty() && !waiting.getFirst().due().isAfter(now)) {
            finish(run(waiting.removeFirst()));
        }
    }

    Optional<JobOutcome> outcome(String id) {
        return Optional.ofNullable(outcomes.get(id));
    }

    Optional<Change.JobAccepted> waiting(String id) {
        return waiting.stream().filter(job -> job.id().equals(id)).findFirst();
    }

    int waitingCount() {
        return waiting.size();
    }

    Stream<Change> snapshot() {
        var finished = outcomes.values().stream().map(outcome -> (Change) new Change.JobFinished(outcome));
        return Stream.concat(finished, waiting.stream());
    }

    private JobOutcome run(Change.JobAccepted job) {
        var tally = new Tally(job);
        switch (job.work()) {
            case Work.Upsert upsert -> {
                for (var row : upsert.contacts()) {
                    upsert(job, tally, upsert.listIds(), row);
                }
            }
            case Work.RemoveFromList removal ->
                removal.contactIds().forEach(id -> tally.deleted(directory.removeFromList(removal.listId(), id)));
            case Work.DeleteContacts deletion ->
                deletion.contactIds().forEach(id -> tally.deleted(directory.delete(id)));
            case Work.DeleteEveryContact _ ->
                directory.all().map(Contact::id).toList().forEach(id -> tally.deleted(directory.delete(id)));
            case Work.Erase erasure -> erasure.emails().forEach(email -> tally.deleted(erase(email)));
        }
        return tally.outcome();
    }

    private boolean erase(String email) {
        return directory
                .byIdentifier(Contact.identifier("email", email))
                .map(contact -> directory.delete(contact.id()))
                .orElse(false);
    }

    private void upsert(Change.JobAccepted job, Tally tally, List<String> listIds, ObjectNode row) {
        tally.requested++;
        var identifiers = Contact.identifiersOf(row);
        var owners = directory.owners(identifiers);
        if (owners.isEmpty()) {
            // Named by job and row, so that a replay of the journal gives the contact the same id again.
            var id = UUID.nameUUIDFromBytes((job.id() + ":" + tally.requested).getBytes(StandardCharsets.UTF_8));
            directory.keep(Contact.of(id.toString(), row, job.due()), listIds);
            tally.created++;
        } else if (owners.size() > 1) {
            tally.error("the identifiers of this contact belong to different contacts");
        } else if (!identifiers.containsAll(owners.getFirst().identifiers())) {
            tally.error("an update must carry all existing identifiers of the contact");
        } else {
            directory.keep(owners.getFirst().updated(row, job.due()), listIds);
            tally.updated++;
        }
    }

    /** Counts the rows of one job while it runs. */
    private static final class Tally {
        private final Change.JobAccepted job;
        private final List<String> errors = new ArrayList<>();
        private int requested;
        private int created;
        private int updated;
        private int deleted;
        private int errored;

        Tally(Change.JobAccepted job) {
            this.job = job;
        }

        void deleted(boolean wasThere) {
            requested++;
            deleted += wasThere ? 1 : 0;
        }

        void error(String reason) {
            errored++;
            if (errors.size() < ERRORS_KEPT) {
                errors.add("row " + requested + ": " + reason);
            }
        }

        JobOutcome outcome() {
            var type = job.work() instanceof Work.Upsert ? "upsert" : "delete";
            return new JobOutcome(
                    job.id(), type, job.at(), job.due(), requested, created, updated, deleted, errors, errored);
        }
    }
}
