package io.tributary.doubles.platform;

import java.util.LinkedHashMap;
import java.util.Map;

/** An answer before it is written: status, text and headers. */
public record Reply(int status, String contentType, String body, Map<String, String> headers) {

    public Reply {
        headers = Map.copyOf(headers);
    }

    public static Reply json(int status, Object body) {
        return new Reply(status, "application/json", Json.write(body), Map.of());
    }

    public static Reply html(String body) {
        return new Reply(200, "text/html; charset=utf-8", body, Map.of());
    }

    public static Reply text(int status, String body) {
        return new Reply(status, "text/plain; charset=utf-8", body, Map.of());
    }

    public static Reply empty(int status) {
        return new Reply(status, "", "", Map.of());
    }

    /** A problem of this program's own routes, as RFC 9457 writes it. */
    public static Reply problem(int status, String kind, String detail) {
        var problem = Json.object()
                .put("type", "urn:cdp:problem:" + kind)
                .put("title", kind.replace('-', ' '))
                .put("status", status)
                .put("detail", detail);
        return new Reply(status, "application/problem+json", Json.write(problem), Map.of());
    }

    public Reply with(String header, String value) {
        var all = new LinkedHashMap<>(headers);
        all.put(header, value);
        return new Reply(status, contentType, body, all);
    }
}
