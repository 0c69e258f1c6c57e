package io.tributary.gateway.adapter.http.docs;

import io.tributary.gateway.route.RoutingTable;
import io.tributary.gateway.route.Upstream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Joins OpenAPI documents into one: of each service only the paths that the gateway routes to it, its schemas under the
 * service's name so that equal names do not meet, and the names of services that did not answer.
 */
public final class MergedApi {

    private static final String JOBS = "/api/v1/jobs/";
    private static final String SCHEMAS = "#/components/schemas/";

    private final JsonMapper json;
    private final RoutingTable table;

    public MergedApi(JsonMapper json, RoutingTable table) {
        this.json = json;
        this.table = table;
    }

    /** Merges documents by service; the gateway's own is among them. */
    ObjectNode merge(Map<Upstream, JsonNode> documents, List<Upstream> missing) {
        var merged = json.createObjectNode().put("openapi", "3.1.0");
        var info = merged.putObject("info").put("title", "Tributary").put("version", "v1");
        var names = info.putArray("x-missing");
        missing.forEach(it -> names.add(it.label()));
        var components = json.createObjectNode();
        var paths = merged.putObject("paths");
        var schemas = components.putObject("schemas");
        documents.forEach((upstream, document) -> {
            addPaths(paths, upstream, document);
            document.path("components")
                    .path("schemas")
                    .properties()
                    .forEach(schema -> schemas.set(
                            upstream.label() + "." + schema.getKey(), renamed(schema.getValue(), upstream)));
        });
        components
                .putObject("securitySchemes")
                .putObject("token")
                .put("type", "http")
                .put("scheme", "bearer")
                .put("bearerFormat", "JWT");
        merged.set("components", components);
        return merged;
    }

    private void addPaths(ObjectNode paths, Upstream upstream, JsonNode document) {
        for (var path : new ArrayList<>(document.path("paths").properties())) {
            if (isRouted(path.getKey(), upstream)) {
                paths.set(path.getKey(), renamed(path.getValue(), upstream));
            }
        }
    }

    /** Jobs are every service's: which one answers depends on the id. */
    private boolean isRouted(String template, Upstream upstream) {
        return template.startsWith(JOBS)
                || table.find(template.replaceAll("\\{[^}]*}", "x"))
                        .filter(it -> it.route().upstream() == upstream)
                        .isPresent();
    }

    private JsonNode renamed(JsonNode node, Upstream upstream) {
        if (node.isString() && node.stringValue().startsWith(SCHEMAS)) {
            var name = node.stringValue().substring(SCHEMAS.length());
            return StringNode.valueOf(SCHEMAS + upstream.label() + "." + name);
        }
        if (node.isObject()) {
            var copy = json.createObjectNode();
            node.properties().forEach(it -> copy.set(it.getKey(), renamed(it.getValue(), upstream)));
            return copy;
        }
        if (node.isArray()) {
            var copy = json.createArrayNode();
            node.forEach(it -> copy.add(renamed(it, upstream)));
            return copy;
        }
        return node;
    }
}
