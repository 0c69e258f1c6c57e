package io.tributary.segment.adapter.postgres;

import io.tributary.segment.privacy.PersonRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import tools.jackson.databind.json.JsonMapper;

/** What lists hold of one person: rows by digest, whether they were taken over or wait, and what is known by profile id. */
final class PersonLists {

    private static final JsonMapper JSON = JsonMapper.shared();

    private static final List<String> THEIRS = List.of(
            "list_row where tenant = :tenant and digest = any(:digests)",
            "list_upload_row where digest = any(:digests) and upload_id in"
                    + " (select id from list_upload where tenant = :tenant)",
            "known_identifier where tenant = :tenant and (digest = any(:digests) or profile_id = any(:profiles))",
            "list_heir where tenant = :tenant and digest = any(:digests)",
            "known_contact where tenant = :tenant and profile_id = any(:profiles)",
            "list_member where tenant = :tenant and profile_id = any(:profiles)");

    private final JdbcClient jdbc;

    PersonLists(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    long delete(PersonRequest request) {
        return THEIRS.stream()
                .mapToLong(it -> of(jdbc.sql("delete from " + it), request).update())
                .sum();
    }

    long find(PersonRequest request) {
        return THEIRS.stream()
                .mapToLong(it -> of(jdbc.sql("select count(*) from " + it), request)
                        .query(Long.class)
                        .single())
                .sum();
    }

    /** The lists that name the person and by which identifiers; {@code waiting} in a file that is not taken over yet. */
    void each(PersonRequest request, Consumer<String> take) {
        var rows = jdbc.sql("""
                select segment_key, encode(digest, 'hex') as digest, false as waiting from list_row
                where tenant = :tenant and digest = any(:digests)
                union all
                select segment_key, encode(digest, 'hex'), true from list_upload_row
                    join list_upload on list_upload.id = list_upload_row.upload_id
                where tenant = :tenant and digest = any(:digests) order by segment_key, waiting""");
        Blocking.translating(() -> of(rows, request)
                        .query((row, number) -> told(request, row))
                        .list())
                .forEach(take);
    }

    private static String told(PersonRequest request, ResultSet row) throws SQLException {
        var digest = row.getString("digest");
        var node = JSON.createObjectNode()
                .put("segmentKey", row.getString("segment_key"))
                .put("waiting", row.getBoolean("waiting"));
        request.identifiers().stream()
                .filter(it -> it.digest().equals(digest))
                .findFirst()
                .ifPresent(it -> node.put("namespace", it.namespace()).put("value", it.value()));
        return node.toString();
    }

    private static StatementSpec of(StatementSpec statement, PersonRequest request) {
        return statement
                .param("tenant", request.tenant())
                .param(
                        "digests",
                        request.digests().stream().map(HexFormat.of()::parseHex).toArray(byte[][]::new))
                .param("profiles", request.profileIds().toArray(String[]::new));
    }
}
