package io.tributary.activation.adapter.postgres;

import io.tributary.activation.suppression.Effect;
import io.tributary.activation.suppression.Suppression;
import io.tributary.activation.suppression.SuppressionKind;
import io.tributary.activation.suppression.SuppressionScope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A suppression as a row. */
final class SuppressionRow {

    private SuppressionRow() {}

    static Suppression read(ResultSet row) throws SQLException {
        return new Suppression(
                row.getString("id"),
                row.getString("tenant"),
                new Suppression.Subject(row.getString("namespace"), row.getString("digest")),
                SuppressionScope.valueOf(row.getString("scope")),
                row.getString("scope_id"),
                SuppressionKind.valueOf(row.getString("kind")),
                Effect.valueOf(row.getString("effect")),
                Instant.ofEpochMilli(row.getLong("from_ms")),
                instant(row, "until_ms"),
                row.getString("reason"),
                row.getString("masked"));
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }
}
