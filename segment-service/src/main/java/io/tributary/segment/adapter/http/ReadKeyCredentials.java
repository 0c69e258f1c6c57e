package io.tributary.segment.adapter.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** Finds the read key that a page sends: as Basic user, as Bearer, as {@code X-Read-Key}, or as {@code readKey} in the query. */
public final class ReadKeyCredentials {

    /** Every read key begins so; no access token does. */
    private static final String PREFIX = "rk_";

    private static final String BASIC = "basic ";
    private static final String BEARER = "bearer ";
    private static final String HEADER = "X-Read-Key";
    private static final String QUERY = "readKey";

    private ReadKeyCredentials() {}

    /** Whether the Authorization header holds a read key where an access token would stand. */
    public static boolean isBearer(ServerHttpRequest request) {
        var header = request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
        return header != null && starts(header, BEARER) && rest(header, BEARER).startsWith(PREFIX);
    }

    static @Nullable String of(ServerHttpRequest request) {
        var authorization = request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
        if (authorization != null && starts(authorization, BASIC)) {
            return user(rest(authorization, BASIC));
        }
        if (authorization != null && starts(authorization, BEARER)) {
            return rest(authorization, BEARER);
        }
        var header = request.getHeaders().getFirst(HEADER);
        return header == null ? request.getQueryParams().getFirst(QUERY) : header.strip();
    }

    /** The page's origin; empty when no page sends. */
    static String origin(ServerHttpRequest request) {
        var origin = request.getHeaders().getFirst(HttpHeaders.ORIGIN);
        return origin == null ? "" : origin;
    }

    private static boolean starts(String header, String scheme) {
        return header.regionMatches(true, 0, scheme, 0, scheme.length());
    }

    private static String rest(String header, String scheme) {
        return header.substring(scheme.length()).strip();
    }

    private static String user(String encoded) {
        try {
            var pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return colon < 0 ? pair : pair.substring(0, colon);
        } catch (IllegalArgumentException e) {
            // Not base64: a key that opens nothing.
            return encoded;
        }
    }
}
