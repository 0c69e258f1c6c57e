package io.tributary.doubles.sendgrid;

import io.tributary.doubles.platform.Json;
import io.tributary.doubles.platform.Reply;
import io.tributary.doubles.platform.Request;
import io.tributary.doubles.platform.Routes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Contacts: upsert, look up by address, delete, erase, and the jobs that do it. */
final class ContactRoutes {

    private static final int MOST_BYTES = 6_000_000;
    private static final int MOST_ERASURE_BYTES = 256_000;
    private static final int MOST_SEARCHED = 100;
    private static final int SAMPLE = 50;
    private static final Body UPSERT = Body.of("sendgrid-contacts-put");
    private static final Body SEARCH = Body.of("sendgrid-search-emails");
    private static final Body ERASURE = Body.of("sendgrid-erasejob");

    private final Ledger ledger;
    private final Directory directory;

    ContactRoutes(Ledger ledger) {
        this.ledger = ledger;
        this.directory = ledger.account().directory;
    }

    void addTo(Routes routes) {
        routes.on("PUT", "/v3/marketing/contacts", (request, _) -> put(request))
                .on("DELETE", "/v3/marketing/contacts", (request, _) -> delete(request))
                .on("GET", "/v3/marketing/contacts", (request, _) -> sample(request))
                .on("GET", "/v3/marketing/contacts/count", (_, _) -> count())
                .on("POST", "/v3/marketing/contacts/search/emails", (request, _) -> search(request))
                .on("GET", "/v3/marketing/contacts/imports/{id}", (request, path) -> job(request, path.get("id")))
                .on("GET", "/v3/marketing/contacts/{id}", (request, path) -> one(request, path.get("id")))
                .on("POST", "/v3/recipients/erasejob", (request, _) -> erase(request));
    }

    private Reply put(Request request) {
        if (request.sizeInBytes() > MOST_BYTES) {
            return Answers.error(400, "the request body is larger than 6 MB");
        }
        return UPSERT.judge(request, body -> {
            var lists = body.has("list_ids") ? Body.strings(body, "list_ids") : List.<String>of();
            if (!lists.stream().allMatch(directory::hasList)) {
                return Answers.error(404, "one or more list ids do not exist", "list_ids");
            }
            var rows = new ArrayList<ObjectNode>();
            for (var row : body.path("contacts")) {
                var refusal = refusalOf((ObjectNode) row, rows.size());
                if (refusal.isPresent()) {
                    return refusal.get();
                }
                rows.add((ObjectNode) row);
            }
            return ledger.acceptedJob(202, new Work.Upsert(lists, rows));
        });
    }

    /** One bad row refuses the whole request, as it does there. */
    private Optional<Reply> refusalOf(ObjectNode row, int at) {
        var field = "contacts[" + at + "]";
        if (Contact.identifiersOf(row).isEmpty()) {
            return Optional.of(Answers.error(
                    400, "at least one of email, phone_number_id, external_id, anonymous_id is required", field));
        }
        var addresses = new ArrayList<>(Body.strings(row, "alternate_emails"));
        if (row.has("email")) {
            addresses.add(row.path("email").stringValue());
        }
        if (!addresses.stream().allMatch(Body::isAddress)) {
            return Optional.of(Answers.error(400, "email address is invalid", field + ".email"));
        }
        for (var name : row.path("custom_fields").propertyNames()) {
            if (!ledger.account().fields.containsKey(name)) {
                return Optional.of(Answers.error(400, "unknown custom field " + name, field + ".custom_fields"));
            }
        }
        return Optional.empty();
    }

    private Reply delete(Request request) {
        if (request.query("delete_all_contacts").filter("true"::equals).isPresent()) {
            return ledger.acceptedJob(202, new Work.DeleteEveryContact());
        }
        return request.query("ids")
                .map(ids -> ledger.acceptedJob(202, new Work.DeleteContacts(List.of(ids.split(",", -1)))))
                .orElseGet(() -> Answers.error(400, "either ids or delete_all_contacts is required", "ids"));
    }

    private Reply sample(Request request) {
        var body = Json.object();
        var result = body.putArray("result");
        directory.all().limit(SAMPLE).forEach(contact -> result.add(wire(contact, request)));
        return Reply.json(200, body.put("contact_count", directory.size()));
    }

    private Reply count() {
        return Reply.json(
                200, Json.object().put("contact_count", directory.size()).put("billable_count", directory.size()));
    }

    private Reply one(Request request, String id) {
        return directory
                .contact(id)
                .map(contact -> Reply.json(200, wire(contact, request)))
                .orElseGet(() -> Answers.notFound("contact"));
    }

    private Reply job(Request request, String id) {
        var jobs = ledger.account().jobs;
        var finished = jobs.outcome(id).map(outcome -> outcome.toWire(request.origin()));
        var pending = jobs.waiting(id).map(job -> {
            var wire = Json.object()
                    .put("id", id)
                    .put("status", "pending")
                    .put("job_type", job.work() instanceof Work.Upsert ? "upsert" : "delete");
            wire.putObject("results");
            return wire.put("started_at", job.at().toString());
        });
        return finished.or(() -> pending).map(wire -> Reply.json(200, wire)).orElseGet(() -> Answers.notFound("job"));
    }

    private Reply search(Request request) {
        return SEARCH.judge(request, body -> {
            var emails = Body.strings(body, "emails").stream()
                    .map(String::strip)
                    .filter(email -> !email.isEmpty())
                    .toList();
            if (emails.size() > MOST_SEARCHED) {
                return Answers.error(400, "at most 100 addresses can be searched", "emails");
            }
            if (!emails.stream().allMatch(Body::isAddress)) {
                return Answers.error(400, "one or more addresses are invalid", "emails");
            }
            return found(request, emails);
        });
    }

    private Reply found(Request request, List<String> emails) {
        var result = Json.object();
        var hits = 0;
        for (var email : emails) {
            var identifier = Contact.identifier("email", email);
            var address = identifier.substring("email:".length());
            var contact = directory.byIdentifier(identifier);
            if (contact.isPresent()) {
                hits++;
                result.putObject(address).set("contact", wire(contact.get(), request));
            } else {
                result.putObject(address).put("error", "contact not found");
            }
        }
        if (hits == 0) {
            return Answers.notFound("contacts");
        }
        var body = Json.object();
        body.set("result", result);
        return Reply.json(200, body);
    }

    private Reply erase(Request request) {
        if (request.sizeInBytes() > MOST_ERASURE_BYTES) {
            return Answers.error(400, "the request body is larger than 256 kB", "email_addresses");
        }
        return ERASURE.judge(request, body -> {
            var emails = Body.strings(body, "email_addresses");
            return emails.stream().allMatch(Body::isAddress)
                    ? ledger.acceptedJob(202, new Work.Erase(emails))
                    : Answers.error(400, "one or more addresses are invalid", "email_addresses");
        });
    }

    private ObjectNode wire(Contact contact, Request request) {
        return contact.toWire(directory.listsOf(contact.id()), request.origin());
    }
}
