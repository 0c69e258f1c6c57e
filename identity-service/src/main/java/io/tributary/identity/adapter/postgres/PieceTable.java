package io.tributary.identity.adapter.postgres;

import io.tributary.identity.privacy.Piece;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The pieces of access requests' files; they count as the answer of their attempt stands. */
final class PieceTable {

    private final JdbcClient jdbc;

    PieceTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One that comes again takes its own place; one of no unfinished access request is nobody's. */
    int keep(String tenant, UUID request, Piece piece) {
        return jdbc.sql("""
                insert into privacy_piece (tenant, request_id, system, attempt, piece, content)
                select tenant, id, ?, ?, ?, ? from privacy_request
                where tenant = ? and id = ?::uuid and kind = 'access' and finished_at is null
                on conflict (tenant, request_id, system, attempt, piece) do update set content = excluded.content""")
                .params(piece.system(), piece.attempt(), piece.number(), piece.sealed())
                .params(tenant, request.toString())
                .update();
    }

    int count(String tenant, UUID request, String system, int attempt) {
        return jdbc.sql("""
                select count(*) from privacy_piece
                where tenant = ? and request_id = ?::uuid and system = ? and attempt = ?""")
                .params(tenant, request.toString(), system, attempt)
                .query((row, _) -> row.getInt(1))
                .single();
    }

    Optional<Piece> after(String tenant, UUID request, @Nullable Piece before) {
        return jdbc.sql("""
                select piece.system, piece.attempt, piece.piece, piece.content
                from privacy_piece piece
                    join privacy_answer answer on answer.tenant = piece.tenant and answer.request_id = piece.request_id
                        and answer.system = piece.system and answer.attempt = piece.attempt and answer.stage = 'collect'
                where piece.tenant = ? and piece.request_id = ?::uuid and (piece.system, piece.piece) > (?, ?)
                order by piece.system, piece.piece limit 1""")
                .params(tenant, request.toString())
                .params(before == null ? "" : before.system(), before == null ? 0 : before.number())
                .query((row, _) -> new Piece(
                        Rows.text(row, "system"),
                        row.getInt("attempt"),
                        row.getInt("piece"),
                        Objects.requireNonNull(row.getBytes("content"))))
                .optional();
    }

    /** At most so many at once: each is a quarter of a megabyte. */
    int drop(long finishedBefore, int most) {
        return jdbc.sql("""
                delete from privacy_piece where (tenant, request_id, system, attempt, piece) in (
                    select piece.tenant, piece.request_id, piece.system, piece.attempt, piece.piece
                    from privacy_piece piece
                        join privacy_request request on request.tenant = piece.tenant and request.id = piece.request_id
                    where request.finished_at < ? or request.finished_at is not null and not exists (
                        select from privacy_answer answer where answer.tenant = piece.tenant
                            and answer.request_id = piece.request_id and answer.system = piece.system
                            and answer.attempt = piece.attempt and answer.stage = 'collect')
                    limit ?)""").params(finishedBefore, most).update();
    }
}
