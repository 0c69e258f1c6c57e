package io.tributary.local.prove.erasure;

import io.tributary.local.api.Api;
import io.tributary.local.run.DoublesView;
import io.tributary.local.suite.Suite;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What can be asked about people through the public API and at the platforms. */
final class People {

    private static final int PAGE = 500;

    private final Api api;
    private final Premises premises;
    private final DoublesView doubles;

    People(Suite suite, Api api, Premises premises) {
        this.api = api;
        this.premises = premises;
        this.doubles = new DoublesView(suite.doubles());
    }

    /** The profile of whom the identifier points at; empty when it points at nobody. */
    Optional<JsonNode> find(Map<String, String> identifier) {
        var reply = api.post(premises.admin(), "/api/v1/profiles/by", identifier);
        return reply.status() == 404 ? Optional.empty() : Optional.of(reply.orFail("looking for somebody"));
    }

    String idOf(Map<String, String> identifier) {
        return find(identifier)
                .map(it -> it.path("id").asString())
                .orElseThrow(
                        () -> new IllegalStateException("nobody has the identifier " + identifier.get("namespace")));
    }

    Api.Reply graph(String profile) {
        return api.get(premises.admin(), "/api/v1/identity/" + profile + "/graph");
    }

    /** Every id that ever led to the person. */
    Set<String> everyIdOf(String profile) {
        var ids = new TreeSet<>(Set.of(profile));
        graph(profile).orFail("reading the graph").path("merges").forEach(it -> {
            ids.add(it.path("survivor").asString());
            ids.add(it.path("loser").asString());
        });
        return ids;
    }

    boolean isMember(Map<String, String> identifier, String segment) {
        return find(identifier).stream()
                .flatMap(it -> it.path("memberships").valueStream())
                .anyMatch(it -> it.path("segmentKey").asString().equals(segment));
    }

    Set<String> events(String profile) {
        var events = new TreeSet<String>();
        var reply = api.get(premises.admin(), "/api/v1/profiles/" + profile + "/events?limit=" + PAGE);
        if (reply.ok()) {
            reply.body()
                    .path("items")
                    .forEach(it -> events.add(it.path("messageId").asString()));
        }
        return events;
    }

    JsonNode audience(String kind) {
        var audience = premises.audiences().getOrDefault(kind, "");
        return api.get(premises.admin(), "/api/v1/audiences/" + audience).orFail("looking at the audience " + kind);
    }

    /** The path at which the platform's double says what it holds of the audience. */
    String holdingPath(String kind) {
        var audience = audience(kind);
        return kind.equals("webhook")
                ? "/_double/members/webhook/shop?audience="
                        + audience.path("id").asString()
                : "/_double/members/" + kind + "/" + audience.path("remoteId").asString() + "?details=true";
    }

    /** Addresses, digests or profile ids. */
    Set<String> held(String kind) {
        var held = new TreeSet<String>();
        doubles.get(holdingPath(kind)).path("members").forEach(it -> held.add(it.asString()));
        return held;
    }

    /** Everything by which somebody can be compared with how they were before; what the time of looking changes is left out. */
    Map<String, String> description(Someone someone) {
        var said = new LinkedHashMap<String, String>();
        var profile = find(someone.identifier()).orElseThrow();
        var id = profile.path("id").asString();
        profile.properties().forEach(it -> said.put(it.getKey(), it.getValue().toString()));
        said.put("events", events(id).toString());
        said.put(
                "consents",
                api.get(premises.admin(), "/api/v1/profiles/" + id + "/consents")
                        .orFail("reading consents")
                        .toString());
        var graph = ((ObjectNode) graph(id).orFail("reading the graph")).deepCopy();
        // What was refused because it is somebody else's goes with that other one.
        graph.remove("guards");
        said.put("graph", graph.toString());
        Stream.of("sendgrid", "meta", "webhook")
                .forEach(it -> said.put(
                        "held by " + it,
                        String.valueOf(held(it).stream()
                                .filter(member -> member.equals(id)
                                        || member.equals(someone.email())
                                        || member.equals(Digest.sha256(someone.email())))
                                .toList())));
        return said;
    }
}
