package io.tributary.doubles.request;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Keeps credentials out of the record, wherever a platform lets its callers put them. */
final class Masking {

    private static final String MASK = "***";
    private static final Set<String> SECRET_HEADERS = Set.of("authorization", "cookie", "proxy-authorization");
    private static final Pattern SECRET_PARAMETER = Pattern.compile("(?<=^|[?&])(access_token|appsecret_proof)=[^&]*");
    private static final Pattern SECRET_FIELD =
            Pattern.compile("\"(access_token|appsecret_proof)\"\\s*:\\s*\"[^\"]*\"");

    private Masking() {}

    static Map<String, String> headers(Map<String, String> headers) {
        var masked = new TreeMap<>(headers);
        masked.replaceAll((name, value) -> SECRET_HEADERS.contains(name) ? MASK : value);
        return masked;
    }

    static String text(String text) {
        if (!text.contains("access_token") && !text.contains("appsecret_proof")) {
            return text;
        }
        var parameters = SECRET_PARAMETER.matcher(text).replaceAll("$1=" + MASK);
        return SECRET_FIELD.matcher(parameters).replaceAll("\"$1\":\"" + MASK + "\"");
    }
}
