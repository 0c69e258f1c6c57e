package io.tributary.gateway.adapter.http.problem;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;

/** The W3C trace id of a request: the caller's when it sent a valid {@code traceparent}, else a new one. */
public final class TraceId {

    public static final String HEADER = "traceparent";
    public static final String ANSWER_HEADER = "X-Trace-Id";

    private static final String ATTRIBUTE = TraceId.class.getName();
    private static final String PARENT = ATTRIBUTE + ".parent";
    private static final int ID_START = 3;
    private static final int ID_END = 35;
    private static final Pattern VALID = Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    private TraceId() {}

    /** The id that this request was given; requests that never passed the door get one here. */
    public static String of(ServerWebExchange exchange) {
        return exchange.getAttributeOrDefault(ATTRIBUTE, "").isEmpty()
                ? idIn(begin(exchange))
                : exchange.getRequiredAttribute(ATTRIBUTE);
    }

    /** Gives the request its id and returns the {@code traceparent} for whoever is called next. */
    public static String begin(ServerWebExchange exchange) {
        var sent = exchange.getRequest().getHeaders().getFirst(HEADER);
        var parent = sent != null && VALID.matcher(sent).matches() ? sent : fresh();
        exchange.getAttributes().put(ATTRIBUTE, idIn(parent));
        exchange.getAttributes().put(PARENT, parent);
        return parent;
    }

    /** What {@link #begin} returned for this request; null when it was not called. */
    public static @Nullable String parentOf(ServerWebExchange exchange) {
        return exchange.getAttribute(PARENT);
    }

    private static String idIn(String parent) {
        return parent.substring(ID_START, ID_END);
    }

    private static String fresh() {
        // Has to be different, not secret.
        byte[] random = new byte[24];
        ThreadLocalRandom.current().nextBytes(random);
        var hex = HexFormat.of().formatHex(random);
        return "00-" + hex.substring(0, 32) + "-" + hex.substring(32) + "-01";
    }
}
