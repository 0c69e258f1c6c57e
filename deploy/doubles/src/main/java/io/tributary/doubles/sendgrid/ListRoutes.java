package io.tributary.doubles.sendgrid;

import io.tributary.doubles.platform.Json;
import io.tributary.doubles.platform.Reply;
import io.tributary.doubles.platform.Request;
import io.tributary.doubles.platform.Routes;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/** Lists: create, read, rename, delete, and taking contacts off a list. */
final class ListRoutes {

    private static final String ONE = "/v3/marketing/lists/{id}";
    private static final int STANDARD_PAGE = 100;
    private static final int LARGEST_PAGE = 1000;
    private static final Body CREATION = Body.of("sendgrid-list-create");
    private static final Body UPDATE = Body.of("sendgrid-list-update");

    private final Ledger ledger;
    private final Directory directory;

    ListRoutes(Ledger ledger) {
        this.ledger = ledger;
        this.directory = ledger.account().directory;
    }

    void addTo(Routes routes) {
        routes.on("POST", "/v3/marketing/lists", (request, _) -> create(request))
                .on("GET", "/v3/marketing/lists", (request, _) -> page(request))
                .on("GET", ONE, (request, path) -> one(request, path.get("id")))
                .on("PATCH", ONE, (request, path) -> rename(request, path.get("id")))
                .on("DELETE", ONE, (request, path) -> delete(request, path.get("id")))
                .on("DELETE", ONE + "/contacts", (request, path) -> remove(request, path.get("id")))
                .on("GET", ONE + "/contacts/count", (_, path) -> count(path.get("id")));
    }

    private Reply create(Request request) {
        return CREATION.judge(request, body -> {
            var name = body.path("name").stringValue();
            if (directory.lists().containsValue(name)) {
                return Answers.error(400, "a list with this name exists", "name");
            }
            var id = UUID.randomUUID().toString();
            ledger.commit(new Change.ListNamed(id, name));
            return Reply.json(201, wire(id, request));
        });
    }

    private Reply page(Request request) {
        var size = number(request, "page_size", STANDARD_PAGE);
        var from = number(request, "page_token", 0);
        if (size < 1 || size > LARGEST_PAGE || from < 0) {
            return Answers.error(400, "page_size must be between 1 and 1000", "page_size");
        }
        var body = Json.object();
        var result = body.putArray("result");
        directory.lists().keySet().stream().skip(from).limit(size).forEach(id -> result.add(wire(id, request)));
        var metadata =
                body.putObject("_metadata").put("count", directory.lists().size());
        if (from + size < directory.lists().size()) {
            metadata.put(
                    "next",
                    request.origin() + "/v3/marketing/lists?page_size=" + size + "&page_token=" + (from + size));
        }
        return Reply.json(200, body);
    }

    private Reply one(Request request, String id) {
        return directory.hasList(id) ? Reply.json(200, wire(id, request)) : Answers.notFound("list");
    }

    private Reply rename(Request request, String id) {
        return UPDATE.judge(request, body -> {
            if (!directory.hasList(id)) {
                return Answers.notFound("list");
            }
            Json.text(body, "name").ifPresent(name -> ledger.commit(new Change.ListNamed(id, name)));
            return Reply.json(200, wire(id, request));
        });
    }

    private Reply delete(Request request, String id) {
        if (!directory.hasList(id)) {
            return Answers.notFound("list");
        }
        var members = List.copyOf(directory.membersOf(id));
        var contactsToo =
                request.query("delete_contacts").filter("true"::equals).isPresent();
        ledger.commit(new Change.ListDeleted(id));
        return contactsToo ? ledger.acceptedJob(200, new Work.DeleteContacts(members)) : Reply.empty(204);
    }

    private Reply remove(Request request, String id) {
        var contactIds = request.query("contact_ids").map(ids -> List.of(ids.split(",", -1)));
        if (contactIds.isEmpty()) {
            return Answers.error(400, "contact_ids is required", "contact_ids");
        }
        if (!directory.hasList(id)) {
            return Answers.notFound("list");
        }
        // Being off the list already is fine; not being a contact at all is not.
        if (!contactIds.get().stream()
                .allMatch(contact -> directory.contact(contact).isPresent())) {
            return Answers.error(404, "one or more contact ids do not exist", "contact_ids");
        }
        return ledger.acceptedJob(202, new Work.RemoveFromList(id, contactIds.get()));
    }

    private Reply count(String id) {
        if (!directory.hasList(id)) {
            return Answers.notFound("list");
        }
        var count = directory.membersOf(id).size();
        return Reply.json(200, Json.object().put("contact_count", count).put("billable_count", count));
    }

    private ObjectNode wire(String id, Request request) {
        var wire = Json.object()
                .put("id", id)
                .put("name", directory.listName(id).orElse(""))
                .put("contact_count", directory.membersOf(id).size());
        wire.putObject("_metadata").put("self", request.origin() + "/v3/marketing/lists/" + id);
        return wire;
    }

    private static int number(Request request, String name, int otherwise) {
        try {
            return request.query(name).map(Integer::valueOf).orElse(otherwise);
        } catch (NumberFormatException notANumber) {
            return -1;
        }
    }
}
