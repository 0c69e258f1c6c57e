package io.tributary.ingestion.adapter.http;

import io.tributary.ingestion.event.CallType;
import io.tributary.ingestion.event.JsonBytes;
import io.tributary.ingestion.intake.AcceptCalls;
import io.tributary.ingestion.intake.CollectorRequest;
import io.tributary.ingestion.intake.Sending;
import java.util.Base64;
import java.util.List;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Calls from places that can only load an image: each query parameter is a field, dots lead into objects. */
@RestController
public class PixelController {

    private static final byte[] GIF =
            Base64.getDecoder().decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");

    private final AcceptCalls acceptCalls;
    private final Scheduler intake;
    private final JsonMapper json;

    public PixelController(AcceptCalls acceptCalls, @Qualifier("intake") Scheduler intake, JsonMapper json) {
        this.acceptCalls = acceptCalls;
        this.intake = intake;
        this.json = json;
    }

    @GetMapping({"/pixel/v1/{call:track|page}", "/pixel/v1/{call:track|page}/"})
    public Mono<ResponseEntity<byte[]>> pixel(@PathVariable String call, ServerWebExchange exchange) {
        var request = exchange.getRequest();
        return acceptCalls
                .accept(new CollectorRequest(
                        CallType.named(call),
                        body(request),
                        Credentials.writeKeys(request),
                        Origins.of(request),
                        Sending.FIRST))
                .subscribeOn(intake)
                .map(answer -> CollectorAnswers.answer(answer, false))
                .map(ignored -> ResponseEntity.ok()
                        .contentType(MediaType.IMAGE_GIF)
                        .cacheControl(CacheControl.noStore())
                        .body(GIF));
    }

    private JsonBytes body(ServerHttpRequest request) {
        var call = json.createObjectNode();
        request.getQueryParams().toSingleValueMap().forEach((name, value) -> {
            if (!name.equals("writeKey") && value != null) {
                put(call, List.of(name.split("\\.", 5)), value);
            }
        });
        return JsonBytes.of(json.writeValueAsBytes(call));
    }

    /** A path through something that is no object is passed over. */
    private static void put(ObjectNode call, List<String> path, String value) {
        var at = call;
        for (var step : path.subList(0, path.size() - 1)) {
            var next = at.get(step);
            if (next == null) {
                at = at.putObject(step);
            } else if (next instanceof ObjectNode object) {
                at = object;
            } else {
                return;
            }
        }
        at.put(path.getLast(), value);
    }
}
