package io.tributary.conformance.client;

import io.tributary.conformance.script.Script;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A library from npm, run by Node; those for browsers on a page of jsdom.
 *
 * @param name as {@code send.js} knows it
 */
record NodeClient(NodeRuntime node, String name, String published, List<String> calls) implements Client {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int PATIENCE_SECONDS = 180;
    private static final int RETRIES = 10;

    /** The libraries, servers' first. */
    static List<Client> all(NodeRuntime node) {
        var segmentBrowser = "@segment/analytics-next 1.84.3";
        var rudderBrowser = "@rudderstack/analytics-js 3.34.1";
        return List.of(
                new NodeClient(node, "segment-node", "@segment/analytics-node 3.1.0", Calls.ALL),
                new NodeClient(node, "rudder-node", "@rudderstack/rudder-sdk-node 3.0.13", Calls.ALL),
                new NodeClient(node, "segment-browser", segmentBrowser, Calls.ALL),
                new NodeClient(node, "segment-browser-batching", segmentBrowser, Calls.ALL),
                new NodeClient(node, "rudder-browser", rudderBrowser, Calls.OF_A_PAGE),
                new NodeClient(node, "rudder-browser-batching", rudderBrowser, Calls.OF_A_PAGE),
                new NodeClient(node, "rudder-browser-beacon", rudderBrowser, Calls.OF_A_PAGE),
                new NodeClient(node, "jitsu", "@jitsu/js 1.11.0", Calls.OF_JITSU),
                new NodeClient(node, "jitsu-server", "@jitsu/js 1.11.0", Calls.OF_JITSU));
    }

    @Override
    public @Nullable String missing() {
        return node.missing();
    }

    @Override
    public List<String> send(URI host, String writeKey, Script script) {
        var input = JSON.createObjectNode();
        input.put("host", host.toString()).put("writeKey", writeKey).put("retries", RETRIES);
        script.calls().forEach(input.withArray("calls")::add);
        var said = node.run(List.of("send.js", name), input.toString(), PATIENCE_SECONDS);
        var last = said.out().strip().lines().reduce("", (before, line) -> line);
        try {
            return JSON.readTree(last)
                    .path("errors")
                    .valueStream()
                    .map(it -> it.asString())
                    .toList();
        } catch (JacksonException e) {
            return List.of("send.js ended with " + said.exit() + ": "
                    + said.out()
                            .strip()
                            .substring(0, Math.min(2_000, said.out().strip().length())));
        }
    }
}
