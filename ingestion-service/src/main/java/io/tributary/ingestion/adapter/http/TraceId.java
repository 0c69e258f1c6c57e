package io.tributary.ingestion.adapter.http;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.springframework.web.server.ServerWebExchange;

/** The trace id of a request: that of the W3C {@code traceparent} header, or a new one. */
final class TraceId {

    private static final String ATTRIBUTE = TraceId.class.getName();
    private static final Pattern TRACEPARENT = Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}");

    private TraceId() {}

    /** The same for the same exchange. */
    static String of(ServerWebExchange exchange) {
        return (String) exchange.getAttributes().computeIfAbsent(ATTRIBUTE, it -> find(exchange));
    }

    private static String find(ServerWebExchange exchange) {
        var header = exchange.getRequest().getHeaders().getFirst("traceparent");
        var match = TRACEPARENT.matcher(header == null ? "" : header);
        if (match.matches()) {
            return match.group(1);
        }
        var random = ThreadLocalRandom.current();
        return HexFormat.of().toHexDigits(random.nextLong()) + HexFormat.of().toHexDigits(random.nextLong());
    }
}
