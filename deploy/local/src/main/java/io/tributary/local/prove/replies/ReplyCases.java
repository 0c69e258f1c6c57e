package io.tributary.local.prove.replies;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * The rows of the matrix, word for word as clients see them. Every call carries a message id that says whether it may be
 * found afterwards: {@code refused-} or {@code taken-}.
 */
public final class ReplyCases {

    /** Several rows send the same call over 32 KB, which is kept as one bad row for each door. */
    static final int OVERSIZE_CALLS = 1;

    private static final String REFUSED = " Duplicate keys, NaN and more than 200 levels are refused.";
    private static final String SHAPE = "shape";
    private static final int MEBIBYTE = 1024 * 1024;
    private static final int LIMIT = 4 * MEBIBYTE;

    private final ReplyKeys keys;
    private final Door door;
    private final List<ReplyCase> cases = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();
    private final List<String> taken = new ArrayList<>();

    private ReplyCases(ReplyKeys keys, Door door) {
        this.keys = keys;
        this.door = door;
    }

    /** All rows that need nothing but a request, through one door. */
    static ReplyCases through(Door door, ReplyKeys keys) {
        var all = new ReplyCases(keys, door);
        all.malformed();
        all.misshapen();
        all.unauthorised();
        all.nowhere();
        all.tooMuch();
        all.tooFast();
        all.takenWholeOrInPart();
        return all;
    }

    List<ReplyCase> cases() {
        return List.copyOf(cases);
    }

    /** Ids of calls in requests that must leave no trace. */
    List<String> refusedIds() {
        return List.copyOf(refused);
    }

    /** Ids of calls that must be stored once. */
    List<String> takenIds() {
        return List.copyOf(taken);
    }

    private void malformed() {
        var good = track(refusedId());
        add("400 text that ends too early", "/v1/track", "{\"userId\":", notJson());
        add("400 no JSON at all", "/v1/track", "<xml/>", notJson());
        add("400 NaN", "/v1/track", good.replace("}", ",\"properties\":{\"n\":NaN}}"), notJson());
        add("400 a key twice", "/v1/track", good.replace("}", ",\"userId\":\"v\"}"), notJson());
        add(
                "400 10,000 levels",
                "/v1/track",
                deep(10_000),
                malformed("The body is not JSON as this collector reads it." + REFUSED));
        add("400 more after the end", "/v1/track", good + " {}", malformed("The body goes on after its JSON object."));
        add("400 nothing", "/v1/batch", "", malformed("The body is empty."));
        var invalid = good.getBytes(StandardCharsets.UTF_8);
        invalid[invalid.length - 3] = (byte) 0xff;
        add(
                "400 invalid UTF-8",
                Ask.post("/v1/track", keys.open(), invalid),
                malformed("The body is not valid UTF-8."));
        byte[] halfPacked = Arrays.copyOf(Ask.gzip(good.getBytes(StandardCharsets.UTF_8)), 20);
        add(
                "400 broken gzip",
                Ask.post("/v1/track", keys.open(), halfPacked),
                malformed("The body is not valid gzip."));
    }

    private static Want malformed(String detail) {
        return Want.problem(400, "malformed-json", "The body is not valid JSON", detail);
    }

    /** Where the parser notices it is not part of the promise. */
    private static Want notJson() {
        return malformed("The body is not JSON as this collector reads it, at line 1, column " + Want.ANY_NUMBER + "."
                + REFUSED);
    }

    private void misshapen() {
        var object = "Send a JSON object.";
        add("400 a list instead of an object", "/v1/batch", "[]", misshapen("", object));
        add("400 a text instead of an object", "/v1/track", "\"track\"", misshapen("", object));
        var batch = "Send an object whose member batch is an array of calls.";
        add("400 no batch", "/v1/batch", "{}", misshapen("/batch", batch));
        add("400 a batch that is no list", "/v1/batch", "{\"batch\":{}}", misshapen("/batch", batch));
        add(
                "400 an empty batch",
                "/v1/batch",
                "{\"batch\":[]}",
                misshapen("/batch", "The batch is empty: send at least one call."));
    }

    private static Want misshapen(String pointer, String detail) {
        return Want.problem(400, "invalid-request", "The request breaks a rule", detail)
                .violating(pointer, SHAPE, detail);
    }

    private void unauthorised() {
        var unknown = Want.problem(
                        401,
                        "unknown-write-key",
                        "The write key is not known",
                        "Send a valid write key: as Basic user, as writeKey in the body, or as writeKey in the query.")
                .with("WWW-Authenticate", "Basic realm=\"write key\"");
        add("401 no key", Ask.post("/v1/track", "", track(refusedId())), unknown);
        add("401 a wrong key", Ask.post("/v1/track", "wrong", track(refusedId())), unknown);
        var conflicting = Want.problem(
                401, "conflicting-write-keys", "Header and body name different write keys", "Send one write key only.");
        add(
                "401 another key in the body",
                Ask.post("/v1/track", keys.open(), track(refusedId()).replace("}", ",\"writeKey\":\"other\"}")),
                conflicting);
        add(
                "401 another key in the query",
                Ask.post("/v1/track?writeKey=other", keys.open(), track(refusedId())),
                conflicting);
    }

    private void nowhere() {
        add(
                "404 a disabled source",
                Ask.post("/v1/track", keys.disabled(), track(refusedId())),
                Want.problem(
                        404,
                        "source-disabled",
                        "The source is disabled",
                        "Enable the source, or use another one's key."));
        add(
                "404 an unknown route",
                Ask.post("/v1/nothing", keys.open(), track(refusedId())),
                Want.problem(404, "not-found", "Not found", "There is no such route."));
    }

    private void tooMuch() {
        var large = batchOfBytes(LIMIT + MEBIBYTE, refusedId());
        // The gateway counts what it passes on, the service what it unpacks.
        var bytes = tooLarge(
                switch (door) {
                    case GATEWAY -> "Send at most " + LIMIT + " bytes in one request.";
                    case DIRECT -> "Send at most " + LIMIT + " bytes at once, unpacked.";
                });
        add("413 a large body", Ask.post("/v1/batch", keys.open(), large), bytes);
        add(
                "413 a large body in chunks",
                Ask.post("/v1/batch", keys.open(), large).inChunks(),
                bytes);
        add(
                "413 a gzip bomb",
                Ask.post("/v1/batch", keys.open(), Ask.gzip(batchOfBytes(50 * MEBIBYTE, refusedId()))),
                tooLarge("Send at most " + LIMIT + " bytes at once, unpacked."));
        add(
                "413 2,501 events",
                Ask.post("/v1/batch", keys.open(), batch(track(refusedId()), 2_501)),
                tooLarge("Send at most 2500 calls at once."));
    }

    private static Want tooLarge(String detail) {
        return Want.problem(413, "payload-too-large", "The body is too large", detail);
    }

    private void tooFast() {
        // Taken, or refused itself when the other door has just spent the quota: it is not looked for afterwards.
        var spend = batch(track("spent-" + UUID.randomUUID()), 10 * ReplyKeys.TIGHT);
        add(
                "429 the source's quota is spent",
                List.of(Ask.post("/v1/batch", keys.tight(), spend)),
                Ask.post("/v1/track", keys.tight(), track(refusedId())),
                tooFast("The source sends more events than it may: wait and send it again."));
        add(
                "429 the tenant's quota is spent",
                List.of(Ask.post("/v1/batch", keys.ofTightTenant(), spend)),
                Ask.post("/v1/track", keys.ofTightTenant(), track(refusedId())),
                tooFast("The tenant sends more events than it may: wait and send it again."));
    }

    private static Want tooFast(String detail) {
        return Want.problem(429, "rate-limited", "Too many requests", detail)
                .comeBack()
                .with("X-RateLimit-Reset", "1[0-9]{12}");
    }

    private void takenWholeOrInPart() {
        add("200 a call", "/v1/track", track(takenId()), Want.json(200, "{\"success\":true,\"accepted\":1}"));
        add(
                "200 a batch with a trailing slash",
                "/v1/import/",
                batch(track(takenId()), 2),
                Want.json(200, "{\"success\":true,\"accepted\":2}"));
        var oversize = refusedId();
        var large = "{\"type\":\"track\",\"event\":\"E\",\"userId\":\"u\",\"messageId\":\"" + oversize
                + "\",\"properties\":{\"words\":\"" + "x".repeat(33_000) + "\"}}";
        var rejected = "{\"index\":%d,\"messageId\":\"" + oversize
                + "\",\"code\":\"too_large\",\"detail\":\"The call has " + large.length()
                + " bytes, at most 32768 are taken.\"}";
        var mixed = "{\"batch\":[" + track(takenId()) + "," + large + "]}";
        add(
                "200 an event over 32 KB",
                "/v1/track",
                large,
                Want.json(200, "{\"success\":true,\"accepted\":0,\"rejected\":[" + rejected.formatted(0) + "]}"));
        add(
                "200 a good and a large event",
                "/v1/batch",
                mixed,
                Want.json(200, "{\"success\":true,\"accepted\":1,\"rejected\":[" + rejected.formatted(1) + "]}"));
        add(
                "400 a large event, strict",
                "/v1/track?strict=true",
                large,
                Want.json(400, "{\"success\":false,\"accepted\":0,\"rejected\":[" + rejected.formatted(0) + "]}"));
        add(
                "207 a good and a large event, strict",
                "/v1/batch?strict=true",
                mixed,
                Want.json(207, "{\"success\":true,\"accepted\":1,\"rejected\":[" + rejected.formatted(1) + "]}"));
    }

    private void add(String name, String path, String body, Want want) {
        add(name, Ask.post(path, keys.open(), body), want);
    }

    private void add(String name, Ask ask, Want want) {
        add(name, List.of(), ask, want);
    }

    private void add(String name, List<Ask> before, Ask ask, Want want) {
        cases.add(new ReplyCase(name, door, before, ask, want));
    }

    private String refusedId() {
        refused.add("refused-" + UUID.randomUUID());
        return refused.getLast();
    }

    private String takenId() {
        taken.add("taken-" + UUID.randomUUID());
        return taken.getLast();
    }

    static String track(String messageId) {
        return "{\"type\":\"track\",\"event\":\"Reply Event\",\"userId\":\"reply\",\"messageId\":\"" + messageId
                + "\"}";
    }

    /** The same call so many times: it counts once, and is judged as often as it is there. */
    private static String batch(String call, int times) {
        return "{\"batch\":[" + (call + ",").repeat(times - 1) + call + "]}";
    }

    private static byte[] batchOfBytes(int size, String messageId) {
        return ("{\"batch\":[" + track(messageId) + "],\"padding\":\"" + "x".repeat(size) + "\"}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String deep(int levels) {
        return "{\"a\":".repeat(levels) + "1" + "}".repeat(levels);
    }
}
