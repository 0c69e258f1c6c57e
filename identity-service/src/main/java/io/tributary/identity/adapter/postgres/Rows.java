package io.tributary.identity.adapter.postgres;

import io.tributary.identity.consent.Consent;
import io.tributary.identity.consent.ConsentState;
import io.tributary.identity.contact.PointTimes;
import io.tributary.identity.graph.Apart;
import io.tributary.identity.graph.DeviceUse;
import io.tributary.identity.graph.EvidenceEdge;
import io.tributary.identity.graph.Link;
import io.tributary.identity.graph.Node;
import io.tributary.identity.identifier.Identifier;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Columns to core values; a null in a column that has none is a fault of the schema and fails. */
final class Rows {

    private Rows() {}

    static String text(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(row.getString(column), column);
    }

    static UUID uuid(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(row.getObject(column, UUID.class), column);
    }

    static @Nullable Long maybeLong(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }

    static @Nullable Double maybeDouble(ResultSet row, String column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? null : value;
    }

    static List<Long> longs(ResultSet row, String column) throws SQLException {
        return List.of((Long[]) row.getArray(column).getArray());
    }

    static List<UUID> uuids(ResultSet row, String column) throws SQLException {
        return List.of((UUID[]) row.getArray(column).getArray());
    }

    static Node node(ResultSet row) throws SQLException {
        return new Node(
                row.getLong("id"),
                identifier(row),
                row.getLong("first_seen"),
                row.getLong("last_seen"),
                points(row),
                apart(maybeLongs(row, "apart")),
                use(row));
    }

    private static DeviceUse use(ResultSet row) throws SQLException {
        var use = new DeviceUse(
                maybeLongs(row, "owners"), shared(row), row.getInt("visits_opened"), visits(maybeLongs(row, "visits")));
        return use.equals(DeviceUse.NONE) ? DeviceUse.NONE : use;
    }

    private static DeviceUse.@Nullable Shared shared(ResultSet row) throws SQLException {
        var number = maybeLong(row, "shared_number");
        return number == null ? null : new DeviceUse.Shared(number, row.getLong("shared_at"));
    }

    private static List<Long> maybeLongs(ResultSet row, String column) throws SQLException {
        var array = row.getArray(column);
        return array == null ? List.of() : List.of((Long[]) array.getArray());
    }

    private static List<DeviceUse.Session> visits(List<Long> flat) {
        var visits = new ArrayList<DeviceUse.Session>();
        for (int i = 0; i + 3 < flat.size(); i += 4) {
            visits.add(new DeviceUse.Session(
                    flat.get(i).intValue(), flat.get(i + 1), flat.get(i + 2), flat.get(i + 3) == 1));
        }
        return visits;
    }

    static List<Long> flatVisits(List<DeviceUse.Session> visits) {
        return visits.stream()
                .<Long>mapMulti((visit, out) -> {
                    out.accept((long) visit.ordinal());
                    out.accept(visit.from());
                    out.accept(visit.to());
                    out.accept(visit.ended() ? 1L : 0L);
                })
                .toList();
    }

    private static PointTimes points(ResultSet row) throws SQLException {
        var points = new PointTimes(
                maybeLong(row, "last_bounce"),
                maybeLong(row, "last_complaint"),
                maybeLong(row, "last_unsubscribe"),
                maybeLong(row, "last_verified"));
        return points.equals(PointTimes.NEVER) ? PointTimes.NEVER : points;
    }

    static Identifier identifier(ResultSet row) throws SQLException {
        return new Identifier(text(row, "namespace"), text(row, "value"));
    }

    static EvidenceEdge edge(ResultSet row) throws SQLException {
        return new EvidenceEdge(
                row.getLong("id"),
                new Link(row.getLong("node_a"), row.getLong("node_b")),
                text(row, "message_id"),
                text(row, "source_id"),
                row.getLong("at"),
                text(row, "rule"),
                maybeDouble(row, "weight"));
    }

    static List<Apart> apart(List<Long> flat) {
        var marks = new ArrayList<Apart>();
        for (int i = 0; i + 1 < flat.size(); i += 2) {
            marks.add(new Apart(flat.get(i), flat.get(i + 1).intValue()));
        }
        return marks;
    }

    static List<Long> flat(List<Apart> marks) {
        return marks.stream()
                .<Long>mapMulti((mark, out) -> {
                    out.accept(mark.separation());
                    out.accept((long) mark.side());
                })
                .toList();
    }

    static Consent consent(ResultSet row) throws SQLException {
        return new Consent(
                text(row, "purpose"), ConsentState.valueOf(text(row, "state")), row.getLong("at"), text(row, "source"));
    }
}
