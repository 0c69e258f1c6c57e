package io.tributary.ingestion.adapter.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** Finds the write keys that a request names outside of its body. */
final class Credentials {

    private static final String BASIC = "basic ";
    private static final String JITSU = "X-Write-Key";

    private Credentials() {}

    /**
     * The key of the Authorization header (Basic, as user, with or without a colon), that of {@code X-Write-Key} (where a
     * colon parts it from what Jitsu calls the secret) and that of the query.
     */
    static List<String> writeKeys(ServerHttpRequest request) {
        var keys = new ArrayList<String>(2);
        var header = request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
        if (header != null && header.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            addUser(keys, header.substring(BASIC.length()).strip());
        }
        var jitsu = request.getHeaders().getFirst(JITSU);
        if (jitsu != null) {
            addUserOf(keys, jitsu.strip());
        }
        var query = request.getQueryParams().getFirst("writeKey");
        if (query != null && !query.isEmpty()) {
            keys.add(query);
        }
        return keys;
    }

    private static void addUser(List<String> keys, String encoded) {
        try {
            addUserOf(keys, new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            // Not base64: a key that opens nothing, rather than none, so that it cannot be ignored for one in the body.
            keys.add(encoded);
        }
    }

    private static void addUserOf(List<String> keys, String pair) {
        int colon = pair.indexOf(':');
        var user = colon < 0 ? pair : pair.substring(0, colon);
        if (!user.isEmpty()) {
            keys.add(user);
        }
    }
}
