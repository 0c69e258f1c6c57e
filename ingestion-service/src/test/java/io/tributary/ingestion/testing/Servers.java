package io.tributary.ingestion.testing;

import io.tributary.embedded.ServerKind;
import io.tributary.embedded.SharedBackends;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Base64;
import org.springframework.test.context.DynamicPropertyRegistry;

/** The real servers that the integration tests run on, prepared as an installation prepares them. */
public final class Servers {

    private static final String DATABASE = "tributary";

    private Servers() {}

    /** Starts what is missing and points the application at it. */
    public static void use(DynamicPropertyRegistry properties, TokenIssuer issuer) {
        SharedBackends.get(ServerKind.KAFKA, ServerKind.POSTGRES);
        var url = SharedBackends.postgres(DATABASE);
        createLogin(url);
        properties.add("spring.kafka.bootstrap-servers", SharedBackends::kafkaBootstrap);
        properties.add("spring.datasource.url", () -> url.substring(0, url.indexOf('?')));
        properties.add("spring.security.oauth2.resourceserver.jwt.issuer-uri", issuer::issuer);
        properties.add(
                "spring.security.oauth2.resourceserver.jwt.jwk-set-uri",
                () -> issuer.issuer() + "/protocol/openid-connect/certs");
        properties.add("cdp.kafka.partitions", () -> "4");
        properties.add("cdp.platform.secret", () -> Base64.getEncoder().encodeToString(secret()));
        var spool = directory();
        properties.add("cdp.ingestion.imports.directory", () -> spool);
        properties.add("cdp.ingestion.imports.max-spooled", () -> "40MB");
        properties.add("cdp.ingestion.jobs.turn", () -> "500ms");
        properties.add("cdp.ingestion.requests.patience", () -> "3s");
        properties.add("management.server.port", () -> "0");
    }

    /** The platform secret of the tests. */
    public static byte[] secret() {
        return "0123456789abcdef0123456789abcdef".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    }

    private static String directory() {
        try {
            return Files.createTempDirectory("tributary-it").resolve("imports").toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void createLogin(String url) {
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            statement.execute("""
                    do $$ begin
                        if not exists (select from pg_roles where rolname = 'cdp_ingestion') then
                            create role cdp_ingestion login password 'cdp_ingestion';
                        end if;
                    end $$""");
            statement.execute("create schema if not exists cdp_ingestion authorization cdp_ingestion");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
