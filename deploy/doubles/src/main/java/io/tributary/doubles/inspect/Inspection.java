package io.tributary.doubles.inspect;

import io.tributary.doubles.platform.Json;
import io.tributary.doubles.platform.Platform;
import io.tributary.doubles.platform.Reply;
import io.tributary.doubles.platform.Request;
import io.tributary.doubles.platform.Routes;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;

/** Answers {@code /_double/...} and the pages. Nothing asked here is recorded, and no fault touches it. */
public final class Inspection {

    private static final int STANDARD_LIMIT = 100;

    private final Desk desk;
    private final Routes routes = new Routes();

    public Inspection(Desk desk) {
        this.desk = desk;
        new Provisioning(desk).addTo(routes);
        new FaultOrders(desk.faults()).addTo(routes);
        new RequestViews(desk.requests()).addTo(routes);
        new Pages(desk).addTo(routes);
        routes.on(
                        "GET",
                        "/_double/health",
                        (_, _) -> Reply.json(200, Json.object().put("status", "UP")))
                .on("GET", "/_double/summary", (_, _) -> summary())
                .on("GET", "/_double/webhooks", (request, _) -> calls(request))
                .on("GET", "/_double/members/{platform}/{id}", this::members)
                .on("GET", "/_double/sendgrid/jobs/{id}/errors", (_, path) -> jobErrors(path.get("id")));
    }

    public Reply answer(Request request) {
        return routes.answer(request)
                .orElseGet(() -> Reply.problem(404, "not-found", "Nothing answers this method and path."));
    }

    private Reply summary() {
        var body = Json.object();
        for (var platform : desk.platforms()) {
            var holdings = body.putArray(platform.name());
            for (var holding : platform.holdings()) {
                holdings.addObject()
                        .put("id", holding.id())
                        .put("name", holding.name())
                        .put("members", holding.members());
            }
        }
        var kept = desk.requests().kept();
        body.putObject("requests").put("kept", kept.requests()).put("dropped", kept.dropped());
        body.set("calls", desk.webhooks().tallies());
        return Reply.json(200, body);
    }

    private Reply calls(Request request) {
        var limit = request.query("limit").flatMap(Numbers::read).orElse((long) STANDARD_LIMIT);
        var body = Json.object();
        var items = body.putArray("items");
        for (var call : desk.webhooks().newest(request.query("endpoint"), (int) Math.min(limit, Integer.MAX_VALUE))) {
            items.addObject()
                    .put("seq", call.seq())
                    .put("at", call.at().toString())
                    .put("endpoint", call.endpoint())
                    .put("webhookId", call.webhookId())
                    .put("verdict", call.verdict().wireName())
                    .put("signatureValid", call.verdict().signatureIsRight())
                    .put("type", call.type())
                    .put("audienceId", call.audienceId())
                    .put("adds", call.adds())
                    .put("removes", call.removes())
                    .put("sizeInBytes", call.sizeInBytes())
                    .put("oversized", call.isOversized());
        }
        body.set("verdicts", desk.webhooks().tallies());
        return Reply.json(200, body);
    }

    private Reply members(Request request, Routes.Variables path) {
        var found = desk.platform(path.get("platform"))
                .flatMap(platform -> platform.members(path.get("id"), request.query("audience")));
        if (found.isEmpty()) {
            return Reply.problem(404, "not-found", "Nothing of this platform and id has members.");
        }
        return Reply.json(200, wire(path, request, found.get()));
    }

    private Object wire(Routes.Variables path, Request request, Platform.Members members) {
        var body = Json.object()
                .put("platform", path.get("platform"))
                .put("id", path.get("id"))
                .put("count", members.keys().size());
        ArrayNode keys = body.putArray("members");
        members.keys().stream().sorted().forEach(keys::add);
        if (path.get("platform").equals(desk.webhooks().name())) {
            var audiences = body.putObject("audiences");
            desk.webhooks().audienceSizes(path.get("id")).forEach(audiences::put);
        }
        if (request.query("details").filter("true"::equals).isPresent()) {
            body.set("details", members.details());
        }
        return body;
    }

    private Reply jobErrors(String id) {
        return desk.sendgrid()
                .jobErrors(id)
                .map(errors -> Reply.text(200, String.join("\n", errors) + "\n"))
                .or(() -> Optional.of(Reply.text(404, "unknown job\n")))
                .orElseThrow();
    }
}
