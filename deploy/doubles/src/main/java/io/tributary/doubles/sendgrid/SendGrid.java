package io.tributary.doubles.sendgrid;

import io.tributary.doubles.journal.Journal;
import io.tributary.doubles.platform.Json;
import io.tributary.doubles.platform.Platform;
import io.tributary.doubles.platform.Reply;
import io.tributary.doubles.platform.Request;
import io.tributary.doubles.platform.Routes;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** The SendGrid double: answers {@code /v3/...} for callers with a known key and keeps who is on which list. */
public final class SendGrid implements Platform {

    private static final String PREFIX = "/v3/";

    private final Set<String> keys;
    private final Account account;
    private final Journal<Change> journal;
    private final InstantSource clock;
    private final Routes routes = new Routes();

    public SendGrid(Path directory, Set<String> keys, Duration jobDelay, InstantSource clock) {
        this.keys = Set.copyOf(keys);
        this.clock = clock;
        this.account = new Account(clock);
        this.journal =
                Journal.open(directory.resolve("sendgrid.journal"), Change.class, account::apply, account::snapshot);
        var ledger = new Ledger(account, journal, jobDelay, clock);
        new ContactRoutes(ledger).addTo(routes);
        new ListRoutes(ledger).addTo(routes);
        new FieldRoutes(ledger).addTo(routes);
        new OptOutRoutes(ledger).addTo(routes);
    }

    @Override
    public String name() {
        return "sendgrid";
    }

    @Override
    public boolean owns(String path) {
        return path.startsWith(PREFIX);
    }

    @Override
    public synchronized Reply answer(Request request) {
        if (request.bearer().filter(keys::contains).isEmpty()) {
            return Answers.error(401, "authorization required");
        }
        account.jobs.advanceTo(clock.instant());
        return routes.answer(request).orElseGet(() -> Answers.notFound("route"));
    }

    @Override
    public Reply failure(Failure failure) {
        var reply = Answers.error(failure.status(), failure.status() == 429 ? "too many requests" : "scripted failure");
        if (failure.retryAfterSeconds() < 0) {
            return reply;
        }
        var seconds = failure.retryAfterSeconds();
        return reply.with("Retry-After", Long.toString(seconds))
                .with("X-RateLimit-Remaining", "0")
                .with("X-RateLimit-Reset", Long.toString(clock.instant().getEpochSecond() + seconds));
    }

    /** Creates a list as the API would, with an id of the caller's choice; a list that is there stays as it is. */
    public synchronized String provisionList(Optional<String> id, String name) {
        var listId = id.orElseGet(() -> UUID.randomUUID().toString());
        if (!account.directory.hasList(listId)) {
            journal.commit(new Change.ListNamed(listId, name));
        }
        return listId;
    }

    /** Why rows of a job failed, one a line; empty for an unknown job. */
    public synchronized Optional<List<String>> jobErrors(String jobId) {
        account.jobs.advanceTo(clock.instant());
        return account.jobs.outcome(jobId).map(JobOutcome::errors);
    }

    @Override
    public synchronized List<Holding> holdings() {
        account.jobs.advanceTo(clock.instant());
        return account.directory.lists().entrySet().stream()
                .map(list -> new Holding(
                        list.getKey(),
                        list.getValue(),
                        account.directory.membersOf(list.getKey()).size()))
                .toList();
    }

    @Override
    public synchronized Optional<Members> members(String id, Optional<String> audience) {
        account.jobs.advanceTo(clock.instant());
        if (id.equals("global-suppressions")) {
            var addresses = account.optOuts.addresses(OptOuts.EVERYWHERE).keySet();
            return Optional.of(new Members(new TreeSet<>(addresses), Json.object()));
        }
        return account.directory.listName(id).map(_ -> {
            var details = Json.object();
            for (var contactId : account.directory.membersOf(id)) {
                account.directory
                        .contact(contactId)
                        .ifPresent(contact ->
                                details.set(contact.label(), contact.toWire(account.directory.listsOf(contactId), "")));
            }
            return new Members(account.directory.labelsOf(id), details);
        });
    }

    @Override
    public synchronized void close() {
        journal.close();
    }
}
