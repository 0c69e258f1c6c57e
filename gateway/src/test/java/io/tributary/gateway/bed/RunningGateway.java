package io.tributary.gateway.bed;

import io.tributary.embedded.ServerKind;
import io.tributary.embedded.SharedBackends;
import io.tributary.gateway.GatewayApplication;
import java.net.URI;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The real application on free ports, with a real broker and a database of its own. */
public final class RunningGateway implements AutoCloseable {

    private static final String LOGIN = "cdp_gateway";

    private final ConfigurableApplicationContext context;
    private final String database;

    private RunningGateway(ConfigurableApplicationContext context, String database) {
        this.context = context;
        this.database = database;
    }

    public static RunningGateway start(String database, Map<String, String> options) {
        SharedBackends.get(ServerKind.POSTGRES, ServerKind.KAFKA);
        prepare(database);
        var arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--management.server.port=0",
                "--spring.kafka.bootstrap-servers=" + SharedBackends.kafkaBootstrap(),
                "--spring.datasource.url=" + withoutLogin(SharedBackends.postgres(database)),
                "--spring.datasource.password=" + LOGIN,
                "--cdp.kafka.partitions=4",
                "--cdp.platform.secret=" + "A".repeat(43) + "="));
        options.forEach((name, value) -> arguments.add("--" + name + "=" + value));
        return new RunningGateway(
                new SpringApplicationBuilder(GatewayApplication.class).run(arguments.toArray(String[]::new)), database);
    }

    /** The login and its schema, as the installer makes them. */
    private static void prepare(String database) {
        try (var connection = DriverManager.getConnection(SharedBackends.postgres(database));
                var statement = connection.createStatement()) {
            statement.execute("do $$ begin if not exists (select from pg_roles where rolname = '" + LOGIN
                    + "') then create role " + LOGIN + " login password '" + LOGIN + "'; end if; end $$");
            statement.execute("create schema if not exists " + LOGIN + " authorization " + LOGIN);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String withoutLogin(String url) {
        return url.substring(0, url.indexOf('?'));
    }

    /** Runs a statement in the gateway's schema, as the superuser. */
    public void sql(String statement) {
        try (var connection = DriverManager.getConnection(SharedBackends.postgres(database));
                var open = connection.createStatement()) {
            open.execute("set search_path to " + LOGIN);
            open.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public URI url() {
        return URI.create(
                "http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
    }

    public URI managementUrl() {
        return URI.create("http://127.0.0.1:"
                + context.getEnvironment().getRequiredProperty("local.management.port", Integer.class));
    }

    @Override
    public void close() {
        context.close();
    }
}
