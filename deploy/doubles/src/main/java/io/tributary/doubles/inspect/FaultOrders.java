package io.tributary.doubles.inspect;

import io.tributary.doubles.fault.Fault;
import io.tributary.doubles.fault.FaultScript;
import io.tributary.doubles.platform.Json;
import io.tributary.doubles.platform.Reply;
import io.tributary.doubles.platform.Request;
import io.tributary.doubles.platform.Routes;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Takes orders for faults, lists those that are still to be played, and withdraws them. */
final class FaultOrders {

    private final FaultScript script;

    FaultOrders(FaultScript script) {
        this.script = script;
    }

    void addTo(Routes routes) {
        routes.on("POST", "/_double/faults", (request, _) -> order(request))
                .on("GET", "/_double/faults", (_, _) -> waiting(200))
                .on("DELETE", "/_double/faults", (_, _) -> {
                    script.clear();
                    return Reply.empty(204);
                });
    }

    private Reply order(Request request) {
        var fault = Json.readObject(request.body()).flatMap(Fault::from);
        if (fault.isEmpty()) {
            var kinds =
                    Arrays.stream(Fault.Kind.values()).map(Fault.Kind::wireName).collect(Collectors.joining(", "));
            return Reply.problem(400, "invalid-fault", "kind is one of " + kinds + "; times is at least 1.");
        }
        script.add(fault.get());
        return waiting(201);
    }

    private Reply waiting(int status) {
        var body = Json.object();
        var items = body.putArray("items");
        for (var order : script.waiting()) {
            var fault = order.fault();
            items.addObject()
                    .put("kind", fault.kind().wireName())
                    .put("platform", fault.platform())
                    .put("path", fault.path())
                    .put("method", fault.method())
                    .put("status", fault.failure().status())
                    .put("left", order.left());
        }
        return Reply.json(status, body);
    }
}
