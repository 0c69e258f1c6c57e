package io.tributary.activation.adapter.meta;

import io.tributary.activation.connector.Answer;
import io.tributary.activation.connector.AudienceConnector;
import io.tributary.activation.connector.Batch;
import io.tributary.activation.connector.Candidate;
import io.tributary.activation.connector.Capabilities;
import io.tributary.activation.connector.Connection;
import io.tributary.activation.connector.Forgetting;
import io.tributary.activation.connector.Forgotten;
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
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Keeps a Meta custom audience equal to an audience, as a target or as an exclusion. Rows are single digests, one
 * request for each kind of identifier and each in a session of its own, so that any request can be repeated alone.
 */
public final class MetaConnector implements AudienceConnector {

    private static final String DEFAULT_BASE = "https://graph.facebook.com";
    private static final String DEFAULT_VERSION = "v25.0";
    private static final int MAX_ROWS = 10_000;

    private final MetaAnswers answers = new MetaAnswers();

    @Override
    public String kind() {
        return "meta";
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(
                Channel.ADS,
                MAX_ROWS,
                MAX_ROWS,
                false,
                List.of("email", "phone"),
                List.of(
                        new Capabilities.Field("baseUrl", false, "the API's address; " + DEFAULT_BASE + " by default"),
                        new Capabilities.Field("apiVersion", false, DEFAULT_VERSION + " by default"),
                        new Capabilities.Field(
                                "adAccountId", true, "the number of the ad account, with or without act_"),
                        new Capabilities.Field(
                                "consentRequired", false, "false delivers people who never answered for advertising"),
                        new Capabilities.Field("requiredConsent", false, "the purpose that must be granted")),
                List.of("accessToken"));
    }

    @Override
    public List<Complaint> check(Settings config, Secrets secrets) {
        var complaints = new ArrayList<Complaint>();
        if (!account(config).matches("\\d{1,20}")) {
            complaints.add(new Complaint("/config/adAccountId", "the number of the ad account is needed"));
        }
        if (!secrets.has("accessToken")) {
            complaints.add(new Complaint("/secrets/accessToken", "an access token with ads_management is needed"));
        }
        return complaints;
    }

    @Override
    public List<Prepared> prepare(Candidate candidate) {
        var prepared = new ArrayList<Prepared>();
        for (var address : candidate.addresses()) {
            var field = switch (address.kind()) {
                case "email" -> Optional.of(MetaNormaliser.Field.EMAIL);
                case "phone" -> Optional.of(MetaNormaliser.Field.PHONE);
                default -> Optional.<MetaNormaliser.Field>empty();
            };
            field.ifPresent(it -> prepared.add(MetaNormaliser.normalise(it, address.value(), "")
                    .map(MetaNormaliser::hash)
                    .<Prepared>map(digest -> new Prepared.Ready(
                            new WireIdentifier(address.kind(), digest, digest, MetaNormaliser.VERSION)))
                    .orElseGet(() -> new Prepared.Rejected(address.kind(), "malformed-" + address.kind()))));
        }
        return prepared;
    }

    @Override
    public List<Planned> plan(Batch batch) {
        var byKind = new LinkedHashMap<String, List<WireRow>>();
        batch.rows()
                .forEach(it -> byKind.computeIfAbsent(it.identifier().kind(), _ -> new ArrayList<>())
                        .add(it));
        var planned = new ArrayList<Planned>();
        byKind.forEach((kind, rows) ->
                planned.add(Planned.first(batch, users(batch, kind, batch.number() + planned.size(), rows), rows)));
        return planned;
    }

    private static WireRequest users(Batch batch, String kind, long sessionId, List<WireRow> rows) {
        var body = MetaJson.object();
        body.putObject("session")
                .put("session_id", sessionId)
                .put("batch_seq", 1)
                .put("last_batch_flag", true)
                .put("estimated_num_total", rows.size());
        var payload = body.putObject("payload");
        payload.putArray("schema").add(kind.toUpperCase(Locale.ROOT));
        var cells = payload.putArray("data");
        // The digest of the ledger, never one made anew: a removal must repeat what was added.
        rows.forEach(it -> cells.addArray().add(it.identifier().digest()));
        var method = batch.op() == Op.ADD ? "POST" : "DELETE";
        var uri = uri(batch.connection(), segment(batch.remoteId()) + "/users");
        return WireRequest.json(method, uri, token(batch.connection()), body.toString());
    }

    @Override
    public Outcome interpret(Planned planned, Answer answer) {
        return answers.interpret(planned, answer);
    }

    @Override
    public Optional<WireRequest> createTarget(Connection connection, String name) {
        var body = MetaJson.object()
                .put("name", name)
                .put("subtype", "CUSTOM")
                .put("description", "Kept by Tributary")
                .put("customer_file_source", "USER_PROVIDED_ONLY");
        var uri = uri(connection, "act_" + account(connection.config()) + "/customaudiences");
        return Optional.of(WireRequest.json("POST", uri, token(connection), body.toString()));
    }

    @Override
    public Optional<String> createdTarget(Answer answer) {
        return MetaJson.text(MetaJson.read(answer.body()), "id");
    }

    @Override
    public Optional<WireRequest> findTarget(Connection connection, String name) {
        var path = "act_" + account(connection.config()) + "/customaudiences?fields=id,name&limit=500";
        return Optional.of(WireRequest.get(uri(connection, path), token(connection)));
    }

    @Override
    public Optional<String> foundTarget(Answer answer, String name) {
        for (var audience : MetaJson.read(answer.body()).path("data")) {
            if (MetaJson.text(audience, "name").filter(name::equals).isPresent()) {
                return MetaJson.text(audience, "id");
            }
        }
        return Optional.empty();
    }

    @Override
    public List<WireRequest> forget(Forgetting forgetting) {
        var byKind = new TreeMap<String, List<WireIdentifier>>();
        forgetting
                .identifiers()
                .forEach(it -> byKind.computeIfAbsent(it.kind(), _ -> new ArrayList<>())
                        .add(it));
        var path = "act_" + account(forgetting.connection().config()) + "/usersofanyaudience";
        var requests = new ArrayList<WireRequest>();
        byKind.forEach((kind, identifiers) -> {
            var body = MetaJson.object();
            var payload = body.putObject("payload");
            payload.putArray("schema").add(kind.toUpperCase(Locale.ROOT));
            var cells = payload.putArray("data");
            identifiers.forEach(it -> cells.addArray().add(it.digest()));
            var connection = forgetting.connection();
            requests.add(WireRequest.json("DELETE", uri(connection, path), token(connection), body.toString()));
        });
        return requests;
    }

    @Override
    public Forgotten interpretForget(Answer answer) {
        return answers.forgotten(answer);
    }

    @Override
    public WireRequest probe(Connection connection, Instant realNow) {
        var path = "act_" + account(connection.config()) + "/customaudiences?fields=id&limit=1";
        return WireRequest.get(uri(connection, path), token(connection));
    }

    private static URI uri(Connection connection, String path) {
        var version = connection.config().get("apiVersion", DEFAULT_VERSION);
        return URI.create(connection.config().uri("baseUrl", DEFAULT_BASE) + "/" + version + "/" + path);
    }

    private static String account(Settings config) {
        return config.get("adAccountId", "").replaceFirst("^act_", "");
    }

    private static String token(Connection connection) {
        return connection.secrets().get("accessToken");
    }

    private static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
