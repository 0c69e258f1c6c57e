package io.tributary.doubles;

import io.tributary.doubles.platform.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A running server of doubles and a client that speaks to it over real HTTP. */
final class Peer implements AutoCloseable {

    static final String KEY = "SG.test-key";
    static final String TOKEN = "test-token";

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI address;
    private final @Nullable DoublesServer running;
    private final Time time;

    private Peer(URI address, @Nullable DoublesServer running, Time time) {
        this.address = address;
        this.running = running;
        this.time = time;
    }

    static Peer start(Path directory) {
        return start(directory, Duration.ZERO);
    }

    static Peer start(Path directory, Duration jobDelay) {
        var time = new Time();
        var settings = new Settings(0, directory, Set.of(KEY), Set.of(TOKEN), jobDelay);
        try {
            var server = DoublesServer.start(settings, time);
            return new Peer(server.address(), server, time);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static Peer at(URI address) {
        return new Peer(address, null, new Time());
    }

    /** Moves the time that the doubles see. */
    void pass(Duration duration) {
        time.now = time.now.plus(duration);
    }

    Answer call(String method, String path, @Nullable String body, String... headers) {
        try {
            var request = HttpRequest.newBuilder(address.resolve(path))
                    .timeout(Duration.ofSeconds(20))
                    .method(
                            method,
                            body == null
                                    ? HttpRequest.BodyPublishers.noBody()
                                    : HttpRequest.BodyPublishers.ofString(body));
            if (headers.length > 0) {
                request.headers(headers);
            }
            return new Answer(client.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    Answer sendgrid(String method, String path, @Nullable String body) {
        return call(method, path, body, "Authorization", "Bearer " + KEY, "Content-Type", "application/json");
    }

    Answer meta(String method, String path, @Nullable String body) {
        return call(method, path, body, "Authorization", "Bearer " + TOKEN, "Content-Type", "application/json");
    }

    Answer get(String path) {
        return call("GET", path, null);
    }

    Answer post(String path, String body) {
        return call("POST", path, body, "Content-Type", "application/json");
    }

    List<String> members(String platform, String id) {
        return get("/_double/members/" + platform + "/" + id).strings("/members");
    }

    String list(String name) {
        return sendgrid("POST", "/v3/marketing/lists", "{\"name\":\"" + name + "\"}")
                .text("/id");
    }

    String audience(String account) {
        var body = "{\"name\":\"buyers\",\"subtype\":\"CUSTOM\",\"customer_file_source\":\"USER_PROVIDED_ONLY\"}";
        return meta("POST", "/v25.0/" + account + "/customaudiences", body).text("/id");
    }

    /** The id of the job that puts these addresses on the list. */
    String put(String listId, String... emails) {
        return sendgrid("PUT", "/v3/marketing/contacts", contacts(listId, emails))
                .text("/job_id");
    }

    static String contacts(String listId, String... emails) {
        var body = Json.object();
        body.putArray("list_ids").add(listId);
        var contacts = body.putArray("contacts");
        for (var email : emails) {
            contacts.addObject().put("email", email);
        }
        return Json.write(body);
    }

    @Override
    public void close() {
        client.close();
        if (running == null) {
            return;
        }
        try {
            running.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    record Answer(HttpResponse<String> response) {

        int status() {
            return response.statusCode();
        }

        String body() {
            return response.body();
        }

        JsonNode json() {
            return Json.read(response.body()).orElseThrow();
        }

        String text(String pointer) {
            return json().at(pointer).asString("");
        }

        int number(String pointer) {
            return json().at(pointer).asInt(-1);
        }

        List<String> strings(String pointer) {
            var strings = new ArrayList<String>();
            json().at(pointer).forEach(value -> strings.add(value.stringValue()));
            return strings;
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    private static final class Time implements InstantSource {
        private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }
    }

    static String repeated(int times, UnaryOperator<String> element) {
        var parts = new ArrayList<String>();
        for (var at = 0; at < times; at++) {
            parts.add(element.apply(Integer.toString(at)));
        }
        return String.join(",", parts);
    }
}
