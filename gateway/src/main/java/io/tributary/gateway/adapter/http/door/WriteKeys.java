package io.tributary.gateway.adapter.http.door;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** Finds the write key as the client wrote it, without decoding: it only has to be the same for the same client. */
final class WriteKeys {

    private static final String JITSU = "X-Write-Key";
    private static final String QUERY = "writeKey=";

    private WriteKeys() {}

    /** Null when the key is in the body, which the gateway does not read. */
    static @Nullable String in(ServerHttpRequest request) {
        var headers = request.getHeaders();
        var authorization = headers.getFirst(HttpHeaders.AUTHORIZATION);
        if (authorization != null) {
            return authorization;
        }
        var header = headers.getFirst(JITSU);
        return header != null ? header : inQuery(request.getURI().getRawQuery());
    }

    private static @Nullable String inQuery(@Nullable String query) {
        if (query == null) {
            return null;
        }
        int at = query.startsWith(QUERY) ? 0 : query.indexOf("&" + QUERY) + 1;
        if (at == 0 && !query.startsWith(QUERY)) {
            return null;
        }
        int from = at + QUERY.length();
        int end = query.indexOf('&', from);
        return query.substring(from, end < 0 ? query.length() : end);
    }
}
