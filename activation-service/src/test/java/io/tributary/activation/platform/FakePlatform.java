package io.tributary.activation.platform;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** SendGrid lists, Meta audiences and a webhook receiver in one, as far as the connectors speak to them. */
public final class FakePlatform implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** What happens to a request instead of, or after, being served. */
    public enum Fault {
        THROTTLED,
        FAILED_BEFORE,
        LOST_AFTER,
        JOB_FAILED
    }

    /** A request as it arrived. */
    public record Seen(String method, String path, Map<String, String> headers, String body) {}

    private final HttpServer server;
    private final Map<String, Set<String>> members = new TreeMap<>();
    private final Map<String, String> names = new TreeMap<>();
    private final Map<String, String> jobs = new TreeMap<>();
    private final Deque<Fault> faults = new ArrayDeque<>();
    private final List<Seen> requests = new CopyOnWriteArrayList<>();
    private final Set<String> down = new TreeSet<>();
    private final Set<String> gone = new TreeSet<>();
    private int next = 1;

    public FakePlatform() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    public String host() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    public URI uri() {
        return URI.create("http://" + host());
    }

    /** The members of a list, an audience or a webhook path. */
    public synchronized Set<String> members(String id) {
        return new TreeSet<>(members.getOrDefault(id, Set.of()));
    }

    public synchronized void failNext(Fault fault) {
        faults.add(fault);
    }

    public synchronized void stopFailing() {
        faults.clear();
    }

    /** Answers nothing but 503 to requests whose path begins so, until {@link #up}. */
    public synchronized void down(String path) {
        down.add(path);
    }

    public synchronized void up(String path) {
        down.remove(path);
    }

    /** Answers 410 from now on to requests whose path begins so. */
    public synchronized void gone(String path) {
        gone.add(path);
    }

    public List<Seen> requests() {
        return requests;
    }

    public boolean hasSeen(String text) {
        return requests.stream()
                .anyMatch(it -> it.body().contains(text) || it.path().contains(text));
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
            exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
            var seen = new Seen(
                    exchange.getRequestMethod(), exchange.getRequestURI().toString(), headers, body);
            requests.add(seen);
            answer(exchange, seen);
        }
    }

    private synchronized void answer(HttpExchange exchange, Seen seen) throws IOException {
        if (down.stream().anyMatch(seen.path()::startsWith)) {
            send(exchange, 503, "{}");
            return;
        }
        if (gone.stream().anyMatch(seen.path()::startsWith)) {
            send(exchange, 410, "{}");
            return;
        }
        var fault = faults.poll();
        if (fault == Fault.THROTTLED) {
            exchange.getResponseHeaders().set("Retry-After", "0");
            send(exchange, 429, "{}");
        } else if (fault == Fault.FAILED_BEFORE) {
            send(exchange, 500, "{}");
        } else {
            var reply = serve(seen, fault == Fault.JOB_FAILED);
            if (fault == Fault.LOST_AFTER) {
                send(exchange, 502, "");
            } else {
                send(exchange, reply.status, reply.body);
            }
        }
    }

    private record Reply(int status, String body) {}

    private Reply serve(Seen seen, boolean jobFails) {
        var path = seen.path();
        var call = seen.method() + " " + path;
        if (call.equals("POST /v3/marketing/lists")) {
            return create(seen, "{\"id\":\"%s\"}", 201);
        }
        if (call.startsWith("GET /v3/marketing/lists?")) {
            return new Reply(200, named("result"));
        }
        if (call.equals("PUT /v3/marketing/contacts")) {
            return upsert(read(seen), jobFails);
        }
        if (call.startsWith("GET /v3/marketing/contacts/imports/")) {
            return new Reply(200, "{\"status\":\"%s\"}".formatted(jobs.get(path.substring(path.lastIndexOf('/') + 1))));
        }
        if (call.equals("POST /v3/marketing/contacts/search/emails")) {
            return search(read(seen));
        }
        if (call.startsWith("DELETE /v3/marketing/lists/")) {
            return removeContacts(path);
        }
        if (call.equals("POST /v3/recipients/erasejob")) {
            return eraseContacts(read(seen));
        }
        if (call.endsWith("/usersofanyaudience") && seen.method().equals("DELETE")) {
            return eraseUsers(read(seen));
        }
        if (path.startsWith("/v25.0/")) {
            return meta(seen);
        }
        return path.startsWith("/hooks/") ? hook(seen) : new Reply(404, "{}");
    }

    private Reply create(Seen seen, String answer, int status) {
        var id = Integer.toString(990_000 + next++);
        members.put(id, new TreeSet<>());
        names.put(id, read(seen).path("name").stringValue());
        return new Reply(status, answer.formatted(id));
    }

    private String named(String field) {
        var list = JSON.createObjectNode();
        var items = list.putArray(field);
        names.forEach((id, name) -> items.addObject().put("id", id).put("name", name));
        return list.toString();
    }

    private Reply upsert(JsonNode body, boolean fails) {
        var job = "job" + next++;
        jobs.put(job, fails ? "errored" : "completed");
        for (var list : body.path("list_ids")) {
            if (!members.containsKey(list.stringValue())) {
                return new Reply(404, "{\"errors\":[{\"field\":\"list_ids\",\"message\":\"unknown\"}]}");
            }
            if (!fails) {
                body.path("contacts")
                        .forEach(it -> members.getOrDefault(list.stringValue(), new TreeSet<>())
                                .add(it.path("email").stringValue()));
            }
        }
        return new Reply(202, "{\"job_id\":\"%s\"}".formatted(job));
    }

    private Reply search(JsonNode body) {
        var known = new TreeSet<String>();
        members.values().forEach(known::addAll);
        var answer = JSON.createObjectNode();
        var result = answer.putObject("result");
        for (var email : body.path("emails")) {
            if (known.contains(email.stringValue())) {
                result.putObject(email.stringValue()).putObject("contact").put("id", "c-" + email.stringValue());
            } else {
                result.putObject(email.stringValue()).put("error", "not found");
            }
        }
        return new Reply(known.isEmpty() ? 404 : 200, answer.toString());
    }

    private Reply removeContacts(String path) {
        var id = path.substring("/v3/marketing/lists/".length(), path.indexOf("/contacts"));
        var ids = URLDecoder.decode(path.substring(path.indexOf('=') + 1), StandardCharsets.UTF_8);
        for (var contact : List.of(ids.split(",", -1))) {
            members.getOrDefault(id, new TreeSet<>()).remove(contact.substring(2));
        }
        return new Reply(202, "{\"job_id\":\"removal\"}");
    }

    private Reply eraseContacts(JsonNode body) {
        body.path("email_addresses").forEach(it -> members.values().forEach(list -> list.remove(it.stringValue())));
        return new Reply(202, "{\"job_id\":\"erasure-%d\"}".formatted(next++));
    }

    private Reply eraseUsers(JsonNode body) {
        var rows = body.path("payload").path("data");
        rows.forEach(
                row -> members.values().forEach(list -> list.remove(row.path(0).stringValue())));
        return new Reply(200, "{\"num_received\":%d,\"num_invalid_entries\":0}".formatted(rows.size()));
    }

    private Reply meta(Seen seen) {
        if (seen.path().endsWith("/customaudiences")) {
            return create(seen, "{\"id\":\"%s\"}", 200);
        }
        if (seen.path().contains("/customaudiences?")) {
            return new Reply(200, named("data"));
        }
        var id = seen.path().substring("/v25.0/".length(), seen.path().lastIndexOf('/'));
        var audience = members.get(id);
        if (audience == null) {
            return new Reply(400, "{\"error\":{\"code\":100,\"error_subcode\":33}}");
        }
        var rows = read(seen).path("payload").path("data");
        rows.forEach(row -> {
            var digest = row.path(0).stringValue();
            var _ = seen.method().equals("POST") ? audience.add(digest) : audience.remove(digest);
        });
        return new Reply(
                200,
                "{\"audience_id\":\"%s\",\"num_received\":%d,\"num_invalid_entries\":0}".formatted(id, rows.size()));
    }

    private Reply hook(Seen seen) {
        var list = members.computeIfAbsent(seen.path(), _ -> new TreeSet<>());
        read(seen).path("data").path("profile_ids").forEach(it -> list.remove(it.stringValue()));
        read(seen).path("data").path("changes").forEach(change -> {
            var profile = change.path("profile_id").stringValue();
            var _ = change.path("op").stringValue().equals("add") ? list.add(profile) : list.remove(profile);
        });
        return new Reply(204, "");
    }

    private static JsonNode read(Seen seen) {
        return JSON.readTree(seen.body());
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /** The same, without a checked exception. */
    public static FakePlatform started() {
        try {
            return new FakePlatform();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
