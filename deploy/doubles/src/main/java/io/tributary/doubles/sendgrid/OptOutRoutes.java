package io.tributary.doubles.sendgrid;

import io.tributary.doubles.platform.Json;
import io.tributary.doubles.platform.Reply;
import io.tributary.doubles.platform.Request;
import io.tributary.doubles.platform.Routes;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Unsubscribe groups, the global suppression list, and the feedback lists that this double leaves empty. */
final class OptOutRoutes {

    private static final String GROUP = "/v3/asm/groups/{group}";
    private static final String GLOBAL = "/v3/asm/suppressions/global";
    private static final int PAGE = 500;
    private static final Body CREATION = Body.of("sendgrid-group-create");
    private static final Body ADDRESSES = Body.of("sendgrid-suppressions");

    private final Ledger ledger;
    private final OptOuts optOuts;

    OptOutRoutes(Ledger ledger) {
        this.ledger = ledger;
        this.optOuts = ledger.account().optOuts;
    }

    void addTo(Routes routes) {
        routes.on("POST", "/v3/asm/groups", (request, _) -> create(request))
                .on("GET", "/v3/asm/groups", (_, _) -> all())
                .on("GET", GROUP, (_, path) -> one(number(path)))
                .on("DELETE", GROUP, (_, path) -> delete(number(path)))
                .on("POST", GROUP + "/suppressions", (request, path) -> suppress(request, number(path)))
                .on("GET", GROUP + "/suppressions", (_, path) -> addresses(number(path)))
                .on("POST", GROUP + "/suppressions/search", (request, path) -> search(request, number(path)))
                .on("DELETE", GROUP + "/suppressions/{email}", (_, path) -> release(number(path), path.get("email")))
                .on("POST", GLOBAL, (request, _) -> suppress(request, OptOuts.EVERYWHERE))
                .on("GET", GLOBAL + "/{email}", (_, path) -> global(path.get("email")))
                .on("DELETE", GLOBAL + "/{email}", (_, path) -> release(OptOuts.EVERYWHERE, path.get("email")))
                .on("GET", "/v3/suppression/unsubscribes", (request, _) -> unsubscribes(request));
        for (var feedback : List.of("bounces", "blocks", "spam_reports", "invalid_emails")) {
            routes.on("GET", "/v3/suppression/" + feedback, (_, _) -> Reply.json(200, Json.array()));
        }
    }

    private Reply create(Request request) {
        return CREATION.judge(request, body -> {
            var name = Json.text(body, "name");
            var description = Json.text(body, "description");
            if (name.isEmpty() || description.isEmpty()) {
                return Answers.error(400, "name and description are required", "name");
            }
            var group = new Change.GroupCreated(
                    optOuts.nextGroup(),
                    name.get(),
                    description.get(),
                    body.path("is_default").asBoolean(false));
            ledger.commit(group);
            return Reply.json(201, wire(group));
        });
    }

    private Reply all() {
        var groups = Json.array();
        optOuts.groups().forEach(group -> groups.add(wire(group)));
        return Reply.json(200, groups);
    }

    private Reply one(int id) {
        return optOuts.group(id).map(group -> Reply.json(200, wire(group))).orElseGet(() -> Answers.notFound("group"));
    }

    private Reply delete(int id) {
        if (optOuts.group(id).isEmpty()) {
            return Answers.notFound("group");
        }
        ledger.commit(new Change.GroupDeleted(id));
        return Reply.empty(204);
    }

    private Reply suppress(Request request, int group) {
        return ADDRESSES.judge(request, body -> {
            var sent = Body.strings(body, "recipient_emails");
            if (!sent.stream().allMatch(Body::isAddress)) {
                return Answers.error(400, "one or more addresses are invalid", "recipient_emails");
            }
            var emails =
                    sent.stream().map(email -> email.toLowerCase(Locale.ROOT)).toList();
            ledger.commit(new Change.Suppressed(group, emails, ledger.now()));
            return Reply.json(201, recipients(sent));
        });
    }

    private Reply addresses(int group) {
        var addresses = Json.array();
        optOuts.addresses(group).keySet().forEach(addresses::add);
        return Reply.json(200, addresses);
    }

    private Reply search(Request request, int group) {
        return ADDRESSES.judge(request, body -> {
            var found = Json.array();
            Body.strings(body, "recipient_emails").stream()
                    .map(email -> email.toLowerCase(Locale.ROOT))
                    .filter(optOuts.addresses(group)::containsKey)
                    .forEach(found::add);
            return Reply.json(200, found);
        });
    }

    private Reply global(String email) {
        var address = email.toLowerCase(Locale.ROOT);
        var known = optOuts.addresses(OptOuts.EVERYWHERE).containsKey(address);
        return Reply.json(200, known ? Json.object().put("recipient_email", address) : Json.object());
    }

    private Reply release(int group, String email) {
        ledger.commit(new Change.Released(group, email.toLowerCase(Locale.ROOT)));
        return Reply.empty(204);
    }

    private Reply unsubscribes(Request request) {
        var from = request.query("offset")
                .filter(text -> text.matches("[0-9]{1,9}"))
                .map(Integer::valueOf)
                .orElse(0);
        var page = Json.array();
        optOuts.addresses(OptOuts.EVERYWHERE).entrySet().stream()
                .skip(from)
                .limit(PAGE)
                .forEach(address -> page.addObject()
                        .put("created", address.getValue().getEpochSecond())
                        .put("email", address.getKey()));
        return Reply.json(200, page);
    }

    private ObjectNode wire(Change.GroupCreated group) {
        return Json.object()
                .put("id", group.id())
                .put("name", group.name())
                .put("description", group.description())
                .put("is_default", group.isDefault())
                .put("unsubscribes", optOuts.addresses(group.id()).size());
    }

    private static ObjectNode recipients(List<String> emails) {
        var body = Json.object();
        var list = body.putArray("recipient_emails");
        emails.forEach(list::add);
        return body;
    }

    /** A group that is not a number is treated like one that is not there. */
    private static int number(Routes.Variables path) {
        return Optional.of(path.get("group"))
                .filter(text -> text.matches("[0-9]{1,9}"))
                .map(Integer::valueOf)
                .orElse(-1);
    }
}
