package io.tributary.local.prove.erasure;

import io.tributary.local.api.Api;
import io.tributary.local.api.User;
import java.io.PrintStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Privacy requests as an admin makes and follows them; what each step of a request looks like is printed as it changes. */
final class PrivacyDesk {

    private static final String PATH = "/api/v1/privacy/requests";
    private static final Set<String> ENDED = Set.of("done", "done-by", "failed");
    private static final long LOOK_MILLIS = 250;

    private final Api api;
    private final User admin;
    private final PrintStream out;

    PrivacyDesk(Api api, User admin, PrintStream out) {
        this.api = api;
        this.admin = admin;
        this.out = out;
    }

    static Map<String, Object> about(String profile) {
        return Map.of("profileId", profile);
    }

    /** Asks, and returns the request's id. */
    String ask(String kind, Object subject) {
        return ask(kind, subject, Map.of());
    }

    String ask(String kind, Object subject, Map<String, Object> more) {
        var body = new HashMap<String, Object>(more);
        body.put("kind", kind);
        body.put("subject", subject);
        return api.post(admin, PATH, body)
                .orFail("asking to " + kind)
                .path("id")
                .asString();
    }

    JsonNode look(String id) {
        return api.get(admin, PATH + "/" + id).orFail("looking at a request");
    }

    Api.Download file(String id) {
        return api.download(admin, PATH + "/" + id + "/file");
    }

    /** The request as it is when it has ended, or when the time is over. */
    JsonNode follow(String id, Duration within) throws InterruptedException {
        long begin = System.nanoTime();
        var request = look(id);
        var said = "";
        while (true) {
            var words = words(request);
            if (!words.equals(said)) {
                said = words;
                out.println(String.format(Locale.ROOT, "   %5.1f s %s", (System.nanoTime() - begin) / 1e9, words));
            }
            if (hasEnded(request) || System.nanoTime() - begin > within.toNanos()) {
                return request;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            request = look(id);
        }
    }

    static boolean hasEnded(JsonNode request) {
        return ENDED.contains(request.path("state").asString(""));
    }

    private static String words(JsonNode request) {
        return request.path("kind").asString("") + " " + request.path("state").asString("") + ", stage "
                + request.path("stage").asString("") + ", attempts "
                + request.path("attempts").asInt(0)
                + request.path("waitsFor")
                        .valueStream()
                        .map(it -> it.asString(it.toString()))
                        .collect(Collectors.joining(", ", ", waits for [", "]"));
    }

    /** The systems that have answered a stage as done, or as done by a day. */
    static Set<String> doneIn(JsonNode request, String stage) {
        return request.path("systems")
                .valueStream()
                .filter(it -> it.path("stage").asString("").equals(stage))
                .filter(it ->
                        Set.of("done", "done-by").contains(it.path("state").asString("")))
                .map(it -> it.path("system").asString(""))
                .collect(Collectors.toSet());
    }
}
