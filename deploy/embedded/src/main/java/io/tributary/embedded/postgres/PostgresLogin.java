package io.tributary.embedded.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** The superuser of a PostgreSQL server; the passwords are no secret, because the server listens on loopback only. */
public record PostgresLogin(String host, int port, String user, String password) {

    /** The superuser of every cluster made here. */
    public static PostgresLogin onLoopback(int port) {
        return new PostgresLogin("127.0.0.1", port, "postgres", "postgres");
    }

    /** The JDBC address of a database, without login. */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://" + host + ":" + port + "/" + database;
    }

    /** Whether the login works and a statement is answered. */
    public boolean answers() {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement();
                ResultSet one = statement.executeQuery("SELECT 1")) {
            return one.next();
        } catch (SQLException notYet) {
            return false;
        }
    }

    /** Creates a database if it is not there; the name is taken as it is, so it must be a plain identifier. */
    public void createDatabase(String database, String owner) throws SQLException {
        requireIdentifier(database);
        requireIdentifier(owner);
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            if (!exists(statement, "SELECT 1 FROM pg_database WHERE datname = '" + database + "'")) {
                statement.execute("CREATE DATABASE " + quoted(database) + " OWNER " + quoted(owner));
            }
        }
    }

    /** Creates a login if it is not there. */
    public void createLogin(String name, String secret) throws SQLException {
        requireIdentifier(name);
        requireIdentifier(secret);
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            if (!exists(statement, "SELECT 1 FROM pg_roles WHERE rolname = '" + name + "'")) {
                statement.execute("CREATE ROLE " + quoted(name) + " LOGIN PASSWORD '" + secret + "'");
            }
        }
    }

    private Connection connect(String database) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("socketTimeout", "60");
        return DriverManager.getConnection(jdbcUrl(database), properties);
    }

    private static boolean exists(Statement statement, String query) throws SQLException {
        try (ResultSet found = statement.executeQuery(query)) {
            return found.next();
        }
    }

    private static String quoted(String identifier) {
        return '"' + identifier + '"';
    }

    /** Names cannot be bound as parameters in CREATE; this is what keeps them from being anything but names. */
    private static void requireIdentifier(String name) {
        if (!name.matches("[A-Za-z0-9_-]{1,60}")) {
            throw new IllegalArgumentException("not a plain identifier: letters, digits, _ and - only");
        }
    }
}
