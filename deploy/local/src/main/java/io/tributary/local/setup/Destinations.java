package io.tributary.local.setup;

import io.tributary.local.suite.Credentials;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/** The three destinations of the demo, pointed at the doubles instead of the platforms. */
final class Destinations {

    private final URI doubles;
    private final Credentials credentials;

    Destinations(URI doubles, Credentials credentials) {
        this.doubles = doubles;
        this.credentials = credentials;
    }

    /** The request bodies by destination key; keys are the connector kinds. */
    Map<String, Map<String, Object>> all() {
        var all = new LinkedHashMap<String, Map<String, Object>>();
        all.put(
                "sendgrid",
                destination(
                        "sendgrid",
                        "Mail platform",
                        Map.of("baseUrl", doubles.toString()),
                        Map.of("apiKey", credentials.sendgridKey())));
        all.put(
                "meta",
                destination(
                        "meta",
                        "Ad platform",
                        Map.of("baseUrl", doubles.toString(), "adAccountId", "1000"),
                        Map.of("accessToken", credentials.metaToken())));
        all.put(
                "webhook",
                destination(
                        "webhook",
                        "Shop's own endpoint",
                        Map.of("url", doubles.resolve("/hooks/shop").toString()),
                        Map.of("signingSecret", credentials.webhookSecret())));
        return all;
    }

    private static Map<String, Object> destination(
            String kind, String name, Map<String, String> config, Map<String, String> secrets) {
        return Map.of("key", kind, "name", name, "kind", kind, "config", config, "secrets", secrets);
    }
}
