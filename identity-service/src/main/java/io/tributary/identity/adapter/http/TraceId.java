package io.tributary.identity.adapter.http;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.springframework.web.server.ServerWebExchange;

/** The trace id of a call: that of its W3C {@code traceparent} header, or a new one that stays with the exchange. */
final class TraceId {

    private static final Pattern TRACEPARENT = Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}");

    private TraceId() {}

    static String of(ServerWebExchange exchange) {
        return (String) exchange.getAttributes().computeIfAbsent(TraceId.class.getName(), _ -> read(exchange));
    }

    private static String read(ServerWebExchange exchange) {
        var header = exchange.getRequest().getHeaders().getFirst("traceparent");
        var parts = TRACEPARENT.matcher(header == null ? "" : header);
        if (parts.matches()) {
            return parts.group(1);
        }
        var bytes = new byte[16];
        ThreadLocalRandom.current().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
