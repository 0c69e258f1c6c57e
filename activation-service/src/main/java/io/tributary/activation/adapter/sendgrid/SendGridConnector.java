package io.tributary.activation.adapter.sendgrid;

import io.tributary.activation.connector.Answer;
import io.tributary.activation.connector.AudienceConnector;
import io.tributary.activation.connector.Batch;
import io.tributary.activation.connector.Candidate;
import io.tributary.activation.connector.Capabilities;
import io.tributary.activation.connector.Connection;
import io.tributary.activation.connector.Forgetting;
import io.tributary.activation.connector.Forgotten;
import io.tributary.activation.connector.JobState;
import io.tributary.activation.connector.Op;
import io.tributary.activation.connector.Outcome;
import io.tributary.activation.connector.Planned;
import io.tributary.activation.connector.Prepared;
import io.tributary.activation.connector.Settings;
import io.tributary.activation.connector.WireIdentifier;
import io.tributary.activation.connector.WireRequest;
import io.tributary.activation.contact.Channel;
import io.tributary.activation.secret.Secrets;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Keeps a SendGrid contact list equal to an audience. An address is lower case, as SendGrid itself makes it; only list
 * membership is ever changed, contacts and unsubscribe groups never are.
 */
public final class SendGridConnector implements AudienceConnector {

    static final int NORMALISER = 1;
    static final int SEARCH_STEP = 1;
    static final int DELETE_STEP = 2;

    private static final String DEFAULT_BASE = "https://api.sendgrid.com";
    // The platform takes 30,000 contacts or 6 MB; at 10,000 the longest addresses stay below the latter.
    private static final int MAX_ROWS = 10_000;
    // The platform searches 100 addresses at once and takes the ids in a query string, which proxies cut at 8 kB.
    private static final int MAX_REMOVALS = 50;
    // An erasure takes 5,000 addresses or 256 kB.
    private static final int MAX_ERASED = 2_000;
    private static final int MAX_ADDRESS = 100;
    private static final Pattern ADDRESS = Pattern.compile("[a-z0-9._%+-]+@[a-z0-9.-]+\\.[a-z]{2,63}");

    private final SendGridAnswers answers = new SendGridAnswers();

    @Override
    public String kind() {
        return "sendgrid";
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(
                Channel.EMAIL,
                MAX_ROWS,
                MAX_REMOVALS,
                true,
                List.of("email"),
                List.of(
                        new Capabilities.Field("baseUrl", false, "the API's address; " + DEFAULT_BASE + " by default"),
                        new Capabilities.Field(
                                "consentRequired",
                                false,
                                "false delivers people who never answered for email_marketing"),
                        new Capabilities.Field("requiredConsent", false, "the purpose that must be granted")),
                List.of("apiKey"));
    }

    @Override
    public List<Complaint> check(Settings config, Secrets secrets) {
        return secrets.has("apiKey")
                ? List.of()
                : List.of(new Complaint("/secrets/apiKey", "a SendGrid API key is needed"));
    }

    @Override
    public List<Prepared> prepare(Candidate candidate) {
        var prepared = new ArrayList<Prepared>();
        for (var address : candidate.addresses()) {
            if (!address.kind().equals("email")) {
                continue;
            }
            var email = address.value().strip().toLowerCase(Locale.ROOT);
            prepared.add(
                    email.length() <= MAX_ADDRESS && ADDRESS.matcher(email).matches()
                            ? new Prepared.Ready(new WireIdentifier("email", address.digest(), email, NORMALISER))
                            : new Prepared.Rejected("email", "malformed-address"));
        }
        return prepared;
    }

    @Override
    public List<Planned> plan(Batch batch) {
        var request = batch.op() == Op.ADD ? upsert(batch) : search(batch);
        return List.of(Planned.first(batch, request, batch.rows()));
    }

    private static WireRequest upsert(Batch batch) {
        var body = SendGridJson.object();
        body.putArray("list_ids").add(batch.remoteId());
        var contacts = body.putArray("contacts");
        batch.rows()
                .forEach(it -> contacts.addObject().put("email", it.identifier().wire()));
        return request(batch.connection(), "PUT", "/v3/marketing/contacts", body.toString());
    }

    private static WireRequest search(Batch batch) {
        var body = SendGridJson.object();
        var emails = body.putArray("emails");
        batch.rows().forEach(it -> emails.add(it.identifier().wire()));
        return request(batch.connection(), "POST", "/v3/marketing/contacts/search/emails", body.toString());
    }

    static WireRequest removal(Batch batch, List<String> contactIds) {
        var ids = URLEncoder.encode(String.join(",", contactIds), StandardCharsets.UTF_8);
        var path = "/v3/marketing/lists/" + segment(batch.remoteId()) + "/contacts?contact_ids=" + ids;
        return WireRequest.get(uri(batch.connection(), path), key(batch.connection()))
                .withMethod("DELETE");
    }

    @Override
    public Outcome interpret(Planned planned, Answer answer) {
        return answers.interpret(planned, answer);
    }

    @Override
    public Optional<WireRequest> poll(Connection connection, String job) {
        var path = "/v3/marketing/contacts/imports/" + segment(job);
        return Optional.of(WireRequest.get(uri(connection, path), key(connection)));
    }

    @Override
    public JobState interpretPoll(Answer answer) {
        return answers.job(answer);
    }

    @Override
    public Optional<WireRequest> createTarget(Connection connection, String name) {
        var body = SendGridJson.object().put("name", name);
        return Optional.of(request(connection, "POST", "/v3/marketing/lists", body.toString()));
    }

    @Override
    public Optional<String> createdTarget(Answer answer) {
        return SendGridJson.text(SendGridJson.read(answer.body()), "id");
    }

    @Override
    public Optional<WireRequest> findTarget(Connection connection, String name) {
        return Optional.of(WireRequest.get(uri(connection, "/v3/marketing/lists?page_size=1000"), key(connection)));
    }

    @Override
    public Optional<String> foundTarget(Answer answer, String name) {
        for (var list : SendGridJson.read(answer.body()).path("result")) {
            if (SendGridJson.text(list, "name").filter(name::equals).isPresent()) {
                return SendGridJson.text(list, "id");
            }
        }
        return Optional.empty();
    }

    @Override
    public List<WireRequest> forget(Forgetting forgetting) {
        var requests = new ArrayList<WireRequest>();
        var identifiers = forgetting.identifiers();
        for (int from = 0; from < identifiers.size(); from += MAX_ERASED) {
            var body = SendGridJson.object();
            var addresses = body.putArray("email_addresses");
            identifiers
                    .subList(from, Math.min(identifiers.size(), from + MAX_ERASED))
                    .forEach(it -> addresses.add(it.wire()));
            requests.add(request(forgetting.connection(), "POST", "/v3/recipients/erasejob", body.toString()));
        }
        return requests;
    }

    @Override
    public Forgotten interpretForget(Answer answer) {
        return answers.forgotten(answer);
    }

    @Override
    public WireRequest probe(Connection connection, Instant realNow) {
        return WireRequest.get(uri(connection, "/v3/marketing/lists?page_size=1"), key(connection));
    }

    private static WireRequest request(Connection connection, String method, String path, String body) {
        return WireRequest.json(method, uri(connection, path), key(connection), body);
    }

    private static URI uri(Connection connection, String path) {
        return URI.create(connection.config().uri("baseUrl", DEFAULT_BASE) + path);
    }

    private static String key(Connection connection) {
        return connection.secrets().get("apiKey");
    }

    private static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
