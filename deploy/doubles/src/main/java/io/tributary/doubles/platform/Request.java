package io.tributary.doubles.platform;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request as it arrived. Header names are lower case; path is decoded and without the query; body is the UTF-8 text
 * of exactly the bytes received, because signatures are over these bytes.
 */
public record Request(
        String method,
        String path,
        @Nullable String rawQuery,
        Map<String, String> headers,
        String body,
        int sizeInBytes) {

    public Request {
        headers = Map.copyOf(headers);
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    public Map<String, String> query() {
        return parameters(rawQuery);
    }

    public Optional<String> query(String name) {
        return Optional.ofNullable(query().get(name)).filter(value -> !value.isBlank());
    }

    public boolean hasForm() {
        return header("content-type").orElse("").startsWith("application/x-www-form-urlencoded");
    }

    /** The fields of a form body; of a repeated field the last one counts. */
    public Map<String, String> form() {
        return hasForm() ? parameters(body) : Map.of();
    }

    public Optional<String> bearer() {
        return header("authorization")
                .filter(value -> value.regionMatches(true, 0, "Bearer ", 0, 7))
                .map(value -> value.substring(7).strip());
    }

    /** Where the caller reached this program, for links in answers. */
    public String origin() {
        return "http://" + header("host").orElse("localhost");
    }

    private static Map<String, String> parameters(@Nullable String encoded) {
        var parameters = new LinkedHashMap<String, String>();
        if (encoded == null || encoded.isEmpty()) {
            return parameters;
        }
        for (var pair : encoded.split("&", -1)) {
            var equals = pair.indexOf('=');
            var name = equals < 0 ? pair : pair.substring(0, equals);
            parameters.put(decoded(name), equals < 0 ? "" : decoded(pair.substring(equals + 1)));
        }
        return parameters;
    }

    /** Text that is not properly encoded is taken as it stands: a double must show what was sent, not fail on it. */
    public static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return text;
        }
    }
}
