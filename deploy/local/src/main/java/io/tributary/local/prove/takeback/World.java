package io.tributary.local.prove.takeback;

import io.tributary.local.api.Api;
import io.tributary.local.api.Collector;
import io.tributary.local.api.User;
import io.tributary.local.run.DoublesView;
import io.tributary.local.setup.OwnTenant;
import io.tributary.local.suite.Suite;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A tenant of its own with segments and audiences at two platforms, told stories and asked through the public API. */
final class World {

    private static final int PAGE = 500;

    private final Suite suite;
    private final String tenant;
    private final Api api;
    private final DoublesView doubles;
    private final User admin;
    private final Map<String, String> audiences;
    private final Collector collector;

    World(Suite suite, Api api, String key, int quietBelow) {
        this.suite = suite;
        this.tenant = key;
        this.api = api;
        this.doubles = new DoublesView(suite.doubles());
        this.admin = OwnTenant.make(api, key).admin();
        var setup = new WorldSetup(api, admin, quietBelow);
        this.collector = new Collector(suite.gateway(), setup.writeKey());
        setup.segments();
        this.audiences = setup.audiences(suite, doubles);
    }

    void send(List<ObjectNode> calls) {
        collector.send(calls);
    }

    String profileOf(String person) {
        return find(person).path("id").asString();
    }

    JsonNode find(String person) {
        return api.post(admin, "/api/v1/profiles/by", Story.identifier(person)).orFail("finding " + person);
    }

    JsonNode merge(String profile, String with, boolean dryRun) {
        return api.post(admin, "/api/v1/identity/" + profile + "/merge?dryRun=" + dryRun, Map.of("with", with))
                .orFail("merging");
    }

    /** What hangs on the profiles that a dry run named: segments, audiences, suppressions. */
    JsonNode touched(JsonNode dryRun) {
        return api.post(admin, "/api/v1/audiences/touched", Map.of("profiles", dryRun.path("profiles")))
                .orFail("asking what a change touches");
    }

    JsonNode takeBack(String profile, String undo, boolean dryRun) {
        return api.post(admin, "/api/v1/identity/" + profile + "/split?dryRun=" + dryRun, Map.of("undo", undo))
                .orFail("taking the merge back");
    }

    void allow(String person, String purpose) {
        api.put(
                        admin,
                        "/api/v1/profiles/" + profileOf(person) + "/consents",
                        Map.of("consents", Map.of(purpose, "granted")))
                .orFail("saying what " + person + " allows");
    }

    /** As somebody does who wants to hear from us no more, by whatever address. */
    void silence(String person) {
        api.post(
                        admin,
                        "/api/v1/suppressions",
                        Map.of(
                                "namespace",
                                "email",
                                "value",
                                Story.address(person),
                                "scope",
                                "global",
                                "kind",
                                "unsubscribe"))
                .orFail("suppressing " + person);
    }

    JsonNode audience(String name) {
        return api.get(admin, "/api/v1/audiences/" + audiences.get(name)).orFail("looking at the audience " + name);
    }

    /** The audiences by kind of platform and segment. */
    Set<String> pushed() {
        return audiences.keySet();
    }

    /** How many additions the platforms have been sent for all audiences. */
    long added() {
        return audiences.keySet().stream()
                .mapToLong(it -> audience(it).path("added").asLong())
                .sum();
    }

    /** The digests, or for the webhook the profile ids, that the platform holds. */
    Set<String> held(String name) {
        var audience = audience(name);
        var kind = name.substring(0, name.indexOf(' '));
        var path = kind.equals("webhook")
                ? "/_double/members/webhook/shop?audience="
                        + audience.path("id").asString()
                : "/_double/members/" + kind + "/" + audience.path("remoteId").asString();
        var held = new TreeSet<String>();
        doubles.get(path).path("members").forEach(it -> held.add(it.asString()));
        return held;
    }

    /** By what the profile can be reached, as the service that pushes knows it: channel, value, whether it is proved. */
    Set<String> contactPoints(String profile) {
        var points = new TreeSet<String>();
        try (var database = suite.database();
                var query = database.prepareStatement("""
                        select p ->> 'channel', p ->> 'value', p ->> 'verified'
                        from cdp_activation.contact c, jsonb_array_elements(c.body -> 'points') p
                        where c.tenant = ? and c.profile_id = ?
                        """)) {
            query.setString(1, tenant);
            query.setString(2, profile);
            var rows = query.executeQuery();
            while (rows.next()) {
                points.add(rows.getString(1) + " " + rows.getString(2) + " " + rows.getString(3));
            }
            return points;
        } catch (SQLException e) {
            throw new IllegalStateException("the contacts cannot be read", e);
        }
    }

    /** Whether the platform holds one of these people by the digest of an address. */
    boolean holdsOneOf(String name, String... people) {
        var held = held(name);
        return Stream.of(people).map(Story::address).map(World::sha256).anyMatch(held::contains);
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The message ids of all events that the profile has in search. */
    Set<String> events(String profile) {
        var events = new TreeSet<String>();
        var path = "/api/v1/profiles/" + profile + "/events?limit=" + PAGE;
        var page = api.get(admin, path).orFail("reading events");
        while (true) {
            page.path("items").forEach(it -> events.add(it.path("messageId").asString()));
            var next = page.path("nextCursor").asString("");
            if (next.isEmpty()) {
                return events;
            }
            page = api.get(admin, path + "&cursor=" + next).orFail("reading events");
        }
    }
}
