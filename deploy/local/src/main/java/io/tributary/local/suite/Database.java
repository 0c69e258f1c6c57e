package io.tributary.local.suite;

import java.sql.DriverManager;
import java.sql.SQLException;

/** Makes the database with one login and one schema per service, as an installer would. Makes nothing twice. */
final class Database {

    /** The database of all five services. */
    static final String NAME = "tributary";

    private final String jdbcUrl;
    private final String user;
    private final String password;

    /** Connects as a superuser to the {@value #NAME} database, which the servers' owner has created. */
    Database(String jdbcUrl, String user, String password) {
        this.jdbcUrl = jdbcUrl;
        this.user = user;
        this.password = password;
    }

    void prepare() {
        try (var connection = DriverManager.getConnection(jdbcUrl, user, password);
                var statement = connection.createStatement()) {
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
        } catch (SQLException e) {
            throw new IllegalStateException("the database of the services cannot be prepared", e);
        }
    }
}
