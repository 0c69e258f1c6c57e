package io.tributary.ingestion.adapter.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** Web origins in the spelling of a browser's header (RFC 6454): lower case, no default port, no path. */
final class Origins {

    private Origins() {}

    /** Where an image was asked for: images carry no Origin header, yet a Referer; empty without both. */
    static String of(ServerHttpRequest request) {
        var origin = request.getHeaders().getFirst(HttpHeaders.ORIGIN);
        if (origin != null) {
            return origin;
        }
        var referer = request.getHeaders().getFirst(HttpHeaders.REFERER);
        var found = referer == null ? null : normal(referer);
        return found == null ? "" : found;
    }

    /** The origin of an address; null when it has none. */
    static @Nullable String normal(String address) {
        try {
            var uri = new URI(address.strip());
            if (uri.getScheme() == null || uri.getHost() == null) {
                return null;
            }
            var scheme = uri.getScheme().toLowerCase(Locale.ROOT);
            boolean usual = uri.getPort() < 0
                    || (scheme.equals("https") && uri.getPort() == 443)
                    || (scheme.equals("http") && uri.getPort() == 80);
            return scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + (usual ? "" : ":" + uri.getPort());
        } catch (URISyntaxException _) {
            return null;
        }
    }
}
