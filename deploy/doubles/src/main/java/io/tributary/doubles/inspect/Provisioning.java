package io.tributary.doubles.inspect;

import io.tributary.doubles.platform.Json;
import io.tributary.doubles.platform.Reply;
import io.tributary.doubles.platform.Request;
import io.tributary.doubles.platform.Routes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Sets up lists, audiences and endpoints from data. Everything is idempotent: what is there stays, an endpoint takes the
 * secrets that it is given last.
 */
public final class Provisioning {

    private final Desk desk;

    public Provisioning(Desk desk) {
        this.desk = desk;
    }

    void addTo(Routes routes) {
        routes.on("POST", "/_double/provision", (request, _) -> judged(request, this::all))
                .on("POST", "/_double/sendgrid/lists", (request, _) -> judged(request, this::list))
                .on("POST", "/_double/meta/audiences", (request, _) -> judged(request, this::audience))
                .on(
                        "POST",
                        "/_double/webhook/{name}",
                        (request, path) -> judged(request, body -> {
                            body.put("name", path.get("name"));
                            return endpoint(body);
                        }))
                .on(
                        "DELETE",
                        "/_double/webhook/{name}",
                        (_, path) -> desk.webhooks().remove(path.get("name"))
                                ? Reply.empty(204)
                                : Reply.problem(404, "not-found", "No endpoint of this name was set up."));
    }

    /** Sets up a whole document; empty when a part of it is not acceptable, and then the parts before it are done. */
    public Optional<ObjectNode> all(ObjectNode document) {
        var done = Json.object();
        var complete = each(document.path("sendgrid").path("lists"), this::list, done.putArray("lists")::add)
                && each(document.path("meta").path("audiences"), this::audience, done.putArray("audiences")::add)
                && each(document.path("webhooks"), this::endpoint, done.putArray("webhooks")::add);
        return complete ? Optional.of(done) : Optional.empty();
    }

    private static boolean each(JsonNode list, Step step, Sink sink) {
        for (var entry : list) {
            var done = entry instanceof ObjectNode object ? step.apply(object) : Optional.<ObjectNode>empty();
            if (done.isEmpty()) {
                return false;
            }
            sink.add(done.get());
        }
        return true;
    }

    private Optional<ObjectNode> list(ObjectNode body) {
        return Json.text(body, "name")
                .map(name -> Json.object()
                        .put("id", desk.sendgrid().provisionList(Json.text(body, "id"), name))
                        .put("name", name));
    }

    private Optional<ObjectNode> audience(ObjectNode body) {
        var account = Json.text(body, "account").filter(text -> text.startsWith("act_"));
        var name = Json.text(body, "name");
        if (account.isEmpty() || name.isEmpty()) {
            return Optional.empty();
        }
        var id = desk.meta().provisionAudience(Json.text(body, "id"), account.get(), name.get());
        return Optional.of(
                Json.object().put("id", id).put("account", account.get()).put("name", name.get()));
    }

    private Optional<ObjectNode> endpoint(ObjectNode body) {
        var secrets = new ArrayList<String>();
        Json.text(body, "secret").ifPresent(secrets::add);
        for (var secret : body.path("secrets")) {
            secrets.add(secret.asString(""));
        }
        return Json.text(body, "name")
                .filter(name -> desk.webhooks().provision(name, List.copyOf(secrets)))
                .map(name -> Json.object().put("name", name).put("path", "/hooks/" + name));
    }

    private static Reply judged(Request request, Step step) {
        return Json.readObject(request.body())
                .flatMap(step::apply)
                .map(done -> Reply.json(201, done))
                .orElseGet(() -> Reply.problem(
                        400,
                        "invalid-provisioning",
                        "A list needs a name; an audience needs a name and an account act_...; an endpoint needs a"
                                + " name of lower-case letters and a secret whsec_ with 24 to 64 bytes in Base64."));
    }

    @FunctionalInterface
    private interface Step {
        Optional<ObjectNode> apply(ObjectNode body);
    }

    @FunctionalInterface
    private interface Sink {
        Object add(JsonNode done);
    }
}
