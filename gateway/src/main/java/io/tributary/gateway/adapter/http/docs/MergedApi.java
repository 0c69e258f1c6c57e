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
 * service's name so that equal names do not meet, and the names of services that did not answer. Where several services
 * may answer one path, the first one's words stand and a body is one of theirs.
 */
public final class MergedApi {

    private static final String JOBS = "/api/v1/jobs/";
    private static final String SCHEMAS = "#/components/schemas/";
    private static final String SCHEMA = "schema";
    private static final String ANY_OF = "anyOf";

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
                var described = renamed(path.getValue(), upstream);
                var before = paths.get(path.getKey());
                paths.set(path.getKey(), before == null ? described : joined(before, described));
            }
        }
    }

    /** What either says; of two schemas of one body, one or the other. */
    private JsonNode joined(JsonNode one, JsonNode other) {
        if (!one.isObject() || !other.isObject()) {
            return one;
        }
        var both = json.createObjectNode();
        one.properties().forEach(it -> both.set(it.getKey(), it.getValue()));
        other.properties().forEach(it -> {
            var before = both.get(it.getKey());
            if (before == null) {
                both.set(it.getKey(), it.getValue());
            } else {
                both.set(
                        it.getKey(),
                        it.getKey().equals(SCHEMA) ? either(before, it.getValue()) : joined(before, it.getValue()));
            }
        });
        return both;
    }

    private JsonNode either(JsonNode one, JsonNode other) {
        if (one.equals(other)) {
            return one;
        }
        var either = json.createObjectNode();
        var schemas = either.putArray(ANY_OF);
        if (one.path(ANY_OF).isArray()) {
            one.path(ANY_OF).forEach(schemas::add);
        } else {
            schemas.add(one);
        }
        schemas.add(other);
        return either;
    }

    /** Jobs are every service's: which one answers depends on the id. */
    private boolean isRouted(String template, Upstream upstream) {
        return template.startsWith(JOBS)
                || table.find(template.replaceAll("\\{[^}]*}", "x"))
                        .filter(it -> it.route().isAnsweredBy(upstream))
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
