package io.tributary.embedded;

import io.tributary.embedded.postgres.PostgresLogin;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the addresses of external servers: {@code cdp.backends.kafka.bootstrap}, {@code .elasticsearch.url}, {@code
 * .postgres.url} (with {@code user} and {@code password} as parameters) and {@code .keycloak.url}, each a system property
 * or the same name in upper case with underscores in the environment.
 */
record ExternalSettings(Properties properties, Map<String, String> environment) {

    private static final Pattern POSTGRES = Pattern.compile("jdbc:postgresql://([^:/?]+)(?::(\\d{1,5}))?(?:/.*)?");

    BackendAddresses addresses(Set<ServerKind> kinds) {
        return new BackendAddresses(
                kinds.contains(ServerKind.KAFKA) ? required("kafka.bootstrap") : null,
                kinds.contains(ServerKind.ELASTICSEARCH) ? http("elasticsearch.url") : null,
                kinds.contains(ServerKind.POSTGRES) ? postgres() : null,
                kinds.contains(ServerKind.KEYCLOAK) ? http("keycloak.url") : null);
    }

    private URI http(String name) {
        return URI.create(required(name).replaceFirst("/+$", ""));
    }

    private PostgresLogin postgres() {
        String url = required("postgres.url");
        Matcher parts = POSTGRES.matcher(url);
        if (!parts.matches()) {
            throw new IllegalStateException(
                    "cdp.backends.postgres.url must look like jdbc:postgresql://host:port/?user=...&password=...");
        }
        int port = parts.group(2) == null ? 5432 : Integer.parseInt(parts.group(2));
        return new PostgresLogin(
                parts.group(1), port, parameter(url, "user", "postgres"), parameter(url, "password", "postgres"));
    }

    private static String parameter(String url, String name, String otherwise) {
        Matcher found = Pattern.compile("[?&]" + name + "=([^&]*)").matcher(url);
        return found.find() ? found.group(1) : otherwise;
    }

    private String required(String name) {
        String property = "cdp.backends." + name;
        String variable = property.toUpperCase(Locale.ROOT).replace('.', '_');
        return Optional.ofNullable(properties.getProperty(property))
                .or(() -> Optional.ofNullable(environment.get(variable)))
                .filter(value -> !value.isBlank())
                .orElseThrow(() -> new IllegalStateException(
                        "backends=external needs the property " + property + " (or the variable " + variable + ")"));
    }
}
