package io.tributary.local.suite;

import io.tributary.embedded.Backends;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** Makes the database with one login and one schema per service, as an installer would. Makes nothing twice. */
final class Database {

    /** The database of all five services. */
    static final String NAME = "tributary";

    private final Backends servers;

    Database(Backends servers) {
        this.servers = servers;
    }

    void prepare() {
        within("postgres", statement -> {
            try (var found = statement.executeQuery("SELECT 1 FROM pg_database WHERE datname = '" + NAME + "'")) {
                if (found.next()) {
                    return;
                }
            }
            statement.execute("CREATE DATABASE " + NAME);
        });
        within(NAME, Database::makeLogins);
    }

    private static void makeLogins(Statement statement) throws SQLException {
        for (var service : Service.values()) {
            // Names are constants of ours; PostgreSQL takes no parameters here.
            statement.execute("""
                    DO $$ BEGIN
                      IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '%1$s') THEN
                        CREATE ROLE %1$s LOGIN PASSWORD '%1$s';
                      END IF;
                    END $$
                    """.formatted(service.login()));
            statement.execute("CREATE SCHEMA IF NOT EXISTS %1$s AUTHORIZATION %1$s".formatted(service.login()));
            statement.execute("ALTER ROLE %1$s SET search_path = %1$s".formatted(service.login()));
        }
    }

    private interface Work {
        void with(Statement statement) throws SQLException;
    }

    private void within(String database, Work work) {
        try (var connection = connect(database);
                var statement = connection.createStatement()) {
            work.with(statement);
        } catch (SQLException e) {
            throw new IllegalStateException("the database of the services cannot be prepared", e);
        }
    }

    /** To the services' database. */
    Connection connect() throws SQLException {
        return connect(NAME);
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(
                servers.postgresJdbcUrl(database), servers.postgresUser(), servers.postgresPassword());
    }
}
