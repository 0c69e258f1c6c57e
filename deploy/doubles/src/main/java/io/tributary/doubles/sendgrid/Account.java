package io.tributary.doubles.sendgrid;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** The whole state of one SendGrid account; changes only by {@link Change}, so that a replay rebuilds it exactly. */
final class Account {

    final Directory directory = new Directory();
    final Jobs jobs = new Jobs(directory);
    final OptOuts optOuts = new OptOuts();
    final Map<String, Change.FieldDefined> fields = new LinkedHashMap<>();
    private final InstantSource clock;

    Account(InstantSource clock) {
        this.clock = clock;
    }

    void apply(Change change) {
        switch (change) {
            case Change.ListNamed list -> directory.nameList(list.id(), list.name());
            case Change.ListDeleted list -> directory.deleteList(list.id());
            case Change.JobAccepted job -> jobs.accept(job);
            case Change.JobFinished job -> jobs.finish(job.outcome());
            case Change.ContactKept kept -> directory.keep(kept.contact(), kept.listIds());
            case Change.FieldDefined field -> fields.put(field.id(), field);
            case Change.FieldDeleted field -> fields.remove(field.id());
            case Change.GroupCreated group -> optOuts.create(group);
            case Change.GroupDeleted group -> optOuts.delete(group.id());
            case Change.Suppressed suppressed -> optOuts.suppress(suppressed);
            case Change.Released released -> optOuts.release(released);
        }
    }

    Stream<Change> snapshot() {
        jobs.advanceTo(clock.instant());
        var settings = Stream.concat(fields.values().stream().map(Change.class::cast), optOuts.snapshot());
        return Stream.concat(settings, Stream.concat(directory.snapshot(), jobs.snapshot()));
    }
}
