package io.tributary.remains;

import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * Copies every table of every schema, the server's own and large objects included, of every database of a PostgreSQL
 * server. The binary format gives the bytes of a {@code bytea} and the text of a {@code jsonb} as they are.
 */
final class Tables {

    private static final String STORE = "postgres";
    private static final String ALL = """
            select format('%I.%I', n.nspname, c.relname), c.relkind::text
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind in ('r', 'm') and not pg_is_other_temp_schema(n.oid)
            order by 1""";
    private static final String FOREIGN = "select count(*) from pg_class where relkind = 'f'";
    /** They lie in pieces of two kilobytes; a value may lie across two. */
    private static final String LARGE_OBJECTS = "(select lo_get(oid) from pg_largeobject_metadata)";

    private final String url;
    private final Report report;

    /** @param url of any database of the server, with a login that may read everything */
    Tables(String url, Report report) {
        this.url = url;
        this.report = report;
    }

    void search() {
        for (var database : names(url, "select datname from pg_database where datallowconn order by 1")) {
            searchDatabase(database, of(database));
        }
    }

    /** The same server and login, another database. */
    private String of(String database) {
        int query = url.indexOf('?');
        int end = query < 0 ? url.length() : query;
        return url.substring(0, url.lastIndexOf('/', end) + 1) + database + url.substring(end);
    }

    private void searchDatabase(String database, String address) {
        try (var connection = DriverManager.getConnection(address)) {
            refuseForeign(connection, database);
            var copies = connection.unwrap(PGConnection.class).getCopyAPI();
            for (var table : tables(connection)) {
                copy(copies, database + "." + table.name(), table.source());
            }
            copy(copies, database + ".large objects", LARGE_OBJECTS);
        } catch (SQLException e) {
            throw new CannotSearch("The database " + database + " cannot be read: " + e.getMessage(), e);
        }
    }

    private record Table(String name, String source) {}

    private static List<Table> tables(Connection connection) throws SQLException {
        var tables = new ArrayList<Table>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(ALL)) {
            while (rows.next()) {
                var name = rows.getString(1);
                boolean isTable = rows.getString(2).equals("r");
                tables.add(new Table(name, isTable ? name : "(select * from " + name + ")"));
            }
        }
        return tables;
    }

    /** Their rows lie elsewhere, and nothing here looks there. */
    private static void refuseForeign(Connection connection, String database) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(FOREIGN)) {
            if (rows.next() && rows.getLong(1) > 0) {
                throw new CannotSearch("The database " + database + " has foreign tables.");
            }
        }
    }

    private void copy(CopyManager copies, String place, String source) throws SQLException {
        try {
            copy(copies, place, source, "binary");
        } catch (SQLException e) {
            // Some types of the server's own tables have no binary form.
            copy(copies, place, source, "text");
        }
    }

    private void copy(CopyManager copies, String place, String source, String format) throws SQLException {
        var pass = report.pass();
        try {
            copies.copyOut("copy " + source + " to stdout (format " + format + ")", new OutputStream() {
                @Override
                public void write(int value) {
                    pass.feed(new byte[] {(byte) value});
                }

                @Override
                public void write(byte[] bytes, int from, int length) {
                    pass.feed(bytes, from, length);
                }
            });
        } catch (IOException e) {
            throw new CannotSearch("The table " + place + " cannot be read: " + e.getMessage(), e);
        }
        report.close(STORE, place, pass);
    }

    private static List<String> names(String address, String query) {
        var names = new ArrayList<String>();
        try (var connection = DriverManager.getConnection(address);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            return names;
        } catch (SQLException e) {
            throw new CannotSearch("PostgreSQL does not answer: " + e.getMessage(), e);
        }
    }
}
