package io.tributary.doubles.inspect;

import io.tributary.doubles.platform.Json;
import io.tributary.doubles.platform.Reply;
import io.tributary.doubles.platform.Request;
import io.tributary.doubles.platform.Routes;
import io.tributary.doubles.request.RequestFilter;
import io.tributary.doubles.request.RequestLog;
import java.util.ArrayList;
import java.util.List;

/** Recorded requests: the newest, one whole, and whether any contains a value. */
final class RequestViews {

    private static final int STANDARD_LIMIT = 50;
    private static final int LARGEST_LIMIT = 500;
    private static final int MOST_VALUES = 10_000;
    private static final int BODY_IN_LISTINGS = 16_384;

    private final RequestLog log;

    RequestViews(RequestLog log) {
        this.log = log;
    }

    void addTo(Routes routes) {
        routes.on("GET", "/_double/requests", (request, _) -> newest(request))
                .on(
                        "GET",
                        "/_double/requests/search",
                        (request, _) -> search(request.query("value").stream().toList()))
                .on("POST", "/_double/requests/search", (request, _) -> search(values(request)))
                .on("GET", "/_double/requests/{seq}", (_, path) -> one(path.get("seq")));
    }

    private Reply newest(Request request) {
        var filter = new RequestFilter(request.query("platform"), request.query("method"), request.query("contains"));
        var kept = log.kept();
        var body = Json.object()
                .put("kept", kept.requests())
                .put("dropped", kept.dropped())
                .put("bytes", kept.bytes());
        var items = body.putArray("items");
        for (var recorded : log.newest(filter, limit(request), BODY_IN_LISTINGS)) {
            items.addPOJO(recorded);
        }
        return Reply.json(200, body);
    }

    private Reply one(String seq) {
        return Numbers.read(seq)
                .flatMap(log::find)
                .map(recorded -> Reply.json(200, recorded))
                .orElseGet(() -> Reply.problem(404, "not-found", "No request of this number is kept."));
    }

    private Reply search(List<String> values) {
        if (values.isEmpty() || values.size() > MOST_VALUES || values.stream().anyMatch(String::isBlank)) {
            return Reply.problem(
                    400, "invalid-search", "Give one value, or 1 to 10,000 values in a body {\"values\":[]}.");
        }
        var hits = log.search(values);
        var body = Json.object();
        var total = 0L;
        var results = body.putArray("results");
        for (var hit : hits.entrySet()) {
            total += hit.getValue().count();
            var result = results.addObject()
                    .put("value", hit.getKey())
                    .put("count", hit.getValue().count());
            var seqs = result.putArray("seqs");
            hit.getValue().seqs().forEach(seqs::add);
        }
        var kept = log.kept();
        body.put("found", total > 0)
                .put("count", total)
                .put("searched", kept.requests())
                .put("dropped", kept.dropped());
        return Reply.json(200, body);
    }

    private static List<String> values(Request request) {
        var values = new ArrayList<String>();
        Json.readObject(request.body()).ifPresent(body -> {
            for (var value : body.path("values")) {
                values.add(value.asString(""));
            }
        });
        return values;
    }

    private static int limit(Request request) {
        return request.query("limit")
                .flatMap(Numbers::read)
                .map(limit -> Math.clamp(limit, 1, LARGEST_LIMIT))
                .orElse(STANDARD_LIMIT);
    }
}
