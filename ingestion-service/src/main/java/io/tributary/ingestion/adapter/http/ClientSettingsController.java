package io.tributary.ingestion.adapter.http;

import io.tributary.ingestion.intake.AcceptCalls;
import io.tributary.ingestion.intake.CollectorAnswer;
import io.tributary.ingestion.source.KeyLookup;
import io.tributary.ingestion.source.Source;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;

/** What browser clients ask for before they start. The least that makes the real libraries send to us. */
@RestController
public class ClientSettingsController {

    private final AcceptCalls acceptCalls;

    public ClientSettingsController(AcceptCalls acceptCalls) {
        this.acceptCalls = acceptCalls;
    }

    /** Segment's browser client. */
    @GetMapping({"/v1/projects/{writeKey}/settings", "/v1/projects/{writeKey}/settings/"})
    public Map<String, Object> settings(@PathVariable String writeKey) {
        source(writeKey);
        return Map.of(
                "integrations",
                Map.of(
                        "Segment.io",
                        Map.of("apiKey", writeKey, "versionSettings", Map.of("componentTypes", List.of("browser")))),
                "plan",
                Map.of("track", Map.of("__default", Map.of("enabled", true, "integrations", Map.of()))),
                "metrics",
                Map.of("sampleRate", 0),
                "remotePlugins",
                List.of());
    }

    /** RudderStack's browser client. */
    @GetMapping({"/sourceConfig", "/sourceConfig/"})
    public Map<String, Object> sourceConfig(ServerWebExchange exchange) {
        var keys = new HashSet<>(Credentials.writeKeys(exchange.getRequest()));
        if (keys.size() > 1) {
            throw CollectorAnswers.problem(new CollectorAnswer.ConflictingKeys());
        }
        var writeKey = keys.isEmpty() ? "" : keys.iterator().next();
        var source = source(writeKey);
        var off = Map.of("enabled", false);
        return Map.of(
                "source",
                Map.of(
                        "id", source.id(),
                        "name", source.settings().name(),
                        "writeKey", writeKey,
                        "enabled", true,
                        "workspaceId", source.tenant(),
                        "config", Map.of("statsCollection", Map.of("errors", off, "metrics", off)),
                        "connections", List.of(),
                        "destinations", List.of()));
    }

    private Source source(String writeKey) {
        return switch (acceptCalls.lookUp(writeKey)) {
            case KeyLookup.Found found -> found.source();
            case KeyLookup.Disabled _ -> throw CollectorAnswers.problem(new CollectorAnswer.SourceDisabled());
            case KeyLookup.Unknown _ -> throw CollectorAnswers.problem(new CollectorAnswer.UnknownKey());
        };
    }
}
