package io.tributary.local.setup;

import io.tributary.local.api.Api;
import io.tributary.local.api.User;
import io.tributary.local.demo.Demo;
import io.tributary.local.suite.Credentials;
import io.tributary.local.suite.DataDir;
import io.tributary.local.watch.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes the tenant through the public API with its users' own tokens: platform-admin makes the tenant, its admin makes
 * the users and sources, its marketer the rest. Each step remembers what it made, so a second start makes nothing twice.
 */
public final class Setup {

    private static final String TENANT = "acme";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Api api;
    private final DataDir data;
    private final Progress progress;
    private final ObjectNode done;

    public Setup(Api api, DataDir data, Progress progress) {
        this.api = api;
        this.data = data;
        this.progress = progress;
        this.done = read();
    }

    /** Tenant and users only; what a run without a demo needs to be usable. */
    public void makeTenant() {
        once(
                "tenant",
                () -> api.postPatiently(
                                User.PLATFORM,
                                "/api/v1/tenants",
                                Map.of(
                                        "key",
                                        TENANT,
                                        "name",
                                        "Acme",
                                        "timeZone",
                                        "UTC",
                                        "region",
                                        "DE",
                                        "admin",
                                        account(User.ADMIN)))
                        .orFail("making the tenant"));
        for (var user : List.of(User.MARKETER, User.VIEWER)) {
            once("member:" + user.username(), () -> {
                var member = account(user);
                member.put("role", user.role());
                return api.postPatiently(User.ADMIN, "/api/v1/members", member)
                        .orFail("making the user " + user.username());
            });
        }
    }

    public void makeDemo(Demo demo, URI doubles, Credentials credentials) {
        demo.sources().forEach(this::makeSource);
        demo.segments().forEach(this::makeSegment);
        makeSuppressions(demo.suppressedEmails());
        new Destinations(doubles, credentials)
                .all()
                .forEach((key, body) -> once(
                        "destination:" + key,
                        () -> api.post(User.ADMIN, "/api/v1/destinations", body)
                                .orFail("making the destination " + key)));
    }

    /**
     * The audiences come after the history: while it is still coming in, people enter and leave segments by the order in
     * which it arrives, and a platform would be told all of it.
     */
    public void makeAudiences(Demo demo) {
        demo.audiences().forEach(this::makeAudience);
    }

    /** The write key of each source, as it was shown once. */
    public Map<String, String> writeKeys() {
        var keys = new LinkedHashMap<String, String>();
        answers("source:")
                .forEach((key, answer) -> keys.put(key, answer.path("writeKey").asString()));
        return keys;
    }

    /** The id of each audience by key. */
    public Map<String, String> audienceIds() {
        var ids = new TreeMap<String, String>();
        answers("audience:")
                .forEach((key, answer) -> ids.put(key, answer.path("id").asString()));
        return ids;
    }

    private Map<String, JsonNode> answers(String prefix) {
        var answers = new LinkedHashMap<String, JsonNode>();
        done.properties().forEach(it -> {
            if (it.getKey().startsWith(prefix)) {
                answers.put(it.getKey().substring(prefix.length()), it.getValue());
            }
        });
        return answers;
    }

    private static Map<String, String> account(User user) {
        var account = new LinkedHashMap<String, String>();
        account.put("username", user.username());
        account.put("email", user.username() + "@acme.example");
        account.put(
                "firstName",
                Character.toUpperCase(user.username().charAt(0))
                        + user.username().substring(1));
        account.put("lastName", "Acme");
        account.put("password", user.password());
        return account;
    }

    private void makeSource(Demo.SourcePlan plan) {
        once(
                "source:" + plan.key(),
                () -> api.post(
                                User.ADMIN,
                                "/api/v1/sources",
                                Map.of("key", plan.key(), "name", plan.name(), "historical", plan.historical()))
                        .orFail("making the source " + plan.key()));
    }

    private void makeSegment(Demo.SegmentPlan plan) {
        once(
                "segment:" + plan.key(),
                () -> api.post(
                                User.MARKETER,
                                "/api/v1/segments",
                                Map.of(
                                        "key", plan.key(),
                                        "name", plan.name(),
                                        "rule", plan.rule(),
                                        "owner", User.MARKETER.username(),
                                        "purpose", plan.purpose(),
                                        "actions", List.of(plan.action())))
                        .orFail("making the segment " + plan.key()));
        once(
                "published:" + plan.key(),
                () -> api.post(User.MARKETER, "/api/v1/segments/" + plan.key() + "/publish", Map.of())
                        .orFail("publishing the segment " + plan.key()));
    }

    private void makeSuppressions(List<String> emails) {
        int made = 0;
        for (var email : emails) {
            once(
                    "suppression:" + email,
                    () -> api.post(
                                    User.MARKETER,
                                    "/api/v1/suppressions",
                                    Map.of(
                                            "namespace",
                                            "email",
                                            "value",
                                            email,
                                            "scope",
                                            "global",
                                            "kind",
                                            "manual",
                                            "effect",
                                            "BLOCK"))
                            .orFail("suppressing an address"));
            progress.step("setup", "suppression list", ++made, emails.size());
        }
    }

    private void makeAudience(Demo.AudiencePlan plan) {
        var destination =
                done.path("destination:" + plan.destination()).path("id").asString();
        once(
                "audience:" + plan.key(),
                () -> api.post(
                                User.MARKETER,
                                "/api/v1/audiences",
                                Map.of(
                                        "key", plan.key(),
                                        "segmentKey", plan.segment(),
                                        "destinationId", destination,
                                        "mode", plan.mode(),
                                        "identifiers", List.of("email"),
                                        "streaming", true))
                        .orFail("making the audience " + plan.key()));
    }

    private interface Step {
        JsonNode take();
    }

    private void once(String name, Step step) {
        if (!done.has(name)) {
            if (!name.startsWith("suppression:")) {
                progress.say("setup", name);
            }
            done.set(name, step.take());
            write();
        }
    }

    private ObjectNode read() {
        try {
            return Files.exists(data.state())
                    ? (ObjectNode) JSON.readTree(Files.readString(data.state()))
                    : JSON.createObjectNode();
        } catch (IOException e) {
            throw new UncheckedIOException("what the earlier run made cannot be read", e);
        }
    }

    private void write() {
        try {
            Files.writeString(data.state(), done.toString());
        } catch (IOException e) {
            throw new UncheckedIOException("what this run made cannot be written down", e);
        }
    }
}
