package io.tributary.activation.connector;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/** Exactly what goes over the wire. Neither headers nor body ever reach a log. */
public record WireRequest(String method, URI uri, Map<String, String> headers, String body) {

    public WireRequest {
        headers = Map.copyOf(headers);
    }

    public static WireRequest get(URI uri, String bearer) {
        return new WireRequest(
                "GET", uri, Map.of("Authorization", "Bearer " + bearer, "Accept", "application/json"), "");
    }

    public static WireRequest json(String method, URI uri, String bearer, String body) {
        return new WireRequest(
                method,
                uri,
                Map.of(
                        "Authorization", "Bearer " + bearer,
                        "Accept", "application/json",
                        "Content-Type", "application/json"),
                body);
    }

    public WireRequest withMethod(String other) {
        return new WireRequest(other, uri, headers, body);
    }

    public WireRequest withHeader(String name, String value) {
        var next = new LinkedHashMap<>(headers);
        next.put(name, value);
        return new WireRequest(method, uri, next, body);
    }

    @Override
    public String toString() {
        return method + " " + uri.getHost();
    }
}
