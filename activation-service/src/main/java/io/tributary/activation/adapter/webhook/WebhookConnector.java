package io.tributary.activation.adapter.webhook;

import io.tributary.activation.connector.Answer;
import io.tributary.activation.connector.AudienceConnector;
import io.tributary.activation.connector.Batch;
import io.tributary.activation.connector.Candidate;
import io.tributary.activation.connector.Capabilities;
import io.tributary.activation.connector.Connection;
import io.tributary.activation.connector.Forgetting;
import io.tributary.activation.connector.Op;
import io.tributary.activation.connector.Outcome;
import io.tributary.activation.connector.Planned;
import io.tributary.activation.connector.Prepared;
import io.tributary.activation.connector.Settings;
import io.tributary.activation.connector.WireIdentifier;
import io.tributary.activation.connector.WireRequest;
import io.tributary.activation.connector.WireRow;
import io.tributary.activation.contact.Channel;
import io.tributary.activation.secret.Secrets;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tells a receiver who entered and who left, in signed messages. A row is named by the profile id; identifiers travel
 * only when the audience asks for them, and never in a removal.
 */
public final class WebhookConnector implements AudienceConnector {

    static final String TYPE = "audience.membership.changed";
    static final String ERASED_TYPE = "profile.erased";

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final int MAX_CHANGES = 500;
    // Standard Webhooks asks for less than 20 kB; this leaves room for the frame.
    private static final int MAX_CHANGE_BYTES = 18_000;
    private static final int NORMALISER = 1;

    @Override
    public String kind() {
        return "webhook";
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(
                Channel.WEBHOOK,
                MAX_CHANGES,
                MAX_CHANGES,
                false,
                List.of(),
                List.of(
                        new Capabilities.Field("url", true, "where messages are posted"),
                        new Capabilities.Field(
                                "requiredConsent", false, "the purpose that must be granted; none by default")),
                List.of("signingSecret"));
    }

    @Override
    public List<Complaint> check(Settings config, Secrets secrets) {
        var complaints = new ArrayList<Complaint>();
        if (config.find("url").isEmpty()) {
            complaints.add(new Complaint("/config/url", "the receiver's address is needed"));
        }
        if (!StandardSignature.isSecret(secrets.get("signingSecret"))) {
            complaints.add(new Complaint(
                    "/secrets/signingSecret", "whsec_ followed by the base64 form of 24 to 64 bytes is needed"));
        }
        return complaints;
    }

    @Override
    public List<Prepared> prepare(Candidate candidate) {
        var identifiers = JsonNodeFactory.instance.objectNode();
        for (var address : candidate.addresses()) {
            if (!identifiers.has(address.kind())) {
                identifiers.put(address.kind(), address.value());
            }
        }
        return List.of(new Prepared.Ready(
                new WireIdentifier("profile", candidate.profileId(), identifiers.toString(), NORMALISER)));
    }

    @Override
    public List<Planned> plan(Batch batch) {
        var planned = new ArrayList<Planned>();
        var rows = new ArrayList<WireRow>();
        var changes = new ArrayList<ObjectNode>();
        int bytes = 0;
        for (var row : batch.rows()) {
            var change = change(batch.op(), row);
            int size = change.toString().getBytes(StandardCharsets.UTF_8).length + 1;
            if (!rows.isEmpty() && bytes + size > MAX_CHANGE_BYTES) {
                planned.add(message(batch, planned.size(), rows, changes));
                rows.clear();
                changes.clear();
                bytes = 0;
            }
            rows.add(row);
            changes.add(change);
            bytes += size;
        }
        if (!rows.isEmpty()) {
            planned.add(message(batch, planned.size(), rows, changes));
        }
        return planned;
    }

    private static ObjectNode change(Op op, WireRow row) {
        var change = JsonNodeFactory.instance
                .objectNode()
                .put("op", op.wireName())
                .put("profile_id", row.identifier().digest());
        var identifiers = row.identifier().wire();
        if (op == Op.ADD && !identifiers.isEmpty()) {
            change.set("identifiers", MAPPER.readTree(identifiers));
        }
        return change.put("reason", row.reason());
    }

    private static Planned message(Batch batch, int part, List<WireRow> rows, List<ObjectNode> changes) {
        var body = JsonNodeFactory.instance
                .objectNode()
                .put("type", TYPE)
                .put("timestamp", batch.at().toString());
        var content = body.putObject("data")
                .put("audience_id", batch.audienceId())
                .put("run_id", batch.runId())
                .put("seq", batch.number());
        changes.forEach(content.putArray("changes")::add);
        var id = "msg_" + batch.number() + "_" + part;
        return Planned.first(batch, signed(batch.connection(), batch.at(), id, body.toString()), rows);
    }

    private static WireRequest signed(Connection connection, Instant at, String id, String body) {
        long seconds = at.getEpochSecond();
        var headers = new LinkedHashMap<String, String>();
        headers.put("Content-Type", "application/json");
        headers.put("webhook-id", id);
        headers.put("webhook-timestamp", Long.toString(seconds));
        headers.put(
                "webhook-signature",
                StandardSignature.sign(connection.secrets().get("signingSecret"), id, seconds, body));
        return new WireRequest("POST", URI.create(connection.config().get("url", "")), headers, body);
    }

    @Override
    public Outcome interpret(Planned planned, Answer answer) {
        if (answer.isSuccess()) {
            return Outcome.Accepted.all();
        }
        var reason = "status-" + answer.status();
        return switch (answer.status()) {
            case 410 -> new Outcome.TargetBroken("gone");
            case 401, 403 -> new Outcome.AuthBroken("signature-refused");
            case 400, 413, 422 -> new Outcome.Split(reason);
            case 408, 425, 429 -> new Outcome.RetryAt(answer.retryAfter(), reason);
            default ->
                answer.status() >= 500
                        ? new Outcome.Unknown(answer.retryAfter(), reason)
                        // Redirects among them: they are a misconfiguration and are never followed.
                        : new Outcome.RetryAt(answer.retryAfter(), reason);
        };
    }

    /** Receivers know people by profile id; a message that is repeated has the same id. */
    @Override
    public List<WireRequest> forget(Forgetting forgetting) {
        if (forgetting.profileIds().isEmpty()) {
            return List.of();
        }
        var body = JsonNodeFactory.instance
                .objectNode()
                .put("type", ERASED_TYPE)
                .put("timestamp", forgetting.at().toString());
        var content = body.putObject("data").put("request_id", forgetting.requestId());
        forgetting.profileIds().forEach(content.putArray("profile_ids")::add);
        var id = "msg_erased_" + forgetting.requestId();
        return List.of(signed(forgetting.connection(), forgetting.at(), id, body.toString()));
    }

    /** A signed message without changes: receivers answer it like any other. */
    @Override
    public WireRequest probe(Connection connection, Instant realNow) {
        var body = JsonNodeFactory.instance
                .objectNode()
                .put("type", "endpoint.test")
                .put("timestamp", realNow.toString());
        body.putObject("data");
        return signed(connection, realNow, "msg_test_" + realNow.toEpochMilli(), body.toString());
    }
}
