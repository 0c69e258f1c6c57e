package io.tributary.identity.adapter.postgres;

import io.tributary.identity.privacy.Answer;
import io.tributary.identity.privacy.AnswerState;
import io.tributary.identity.privacy.Person;
import io.tributary.identity.privacy.PrivacyRequest;
import io.tributary.identity.privacy.RequestKind;
import io.tributary.identity.privacy.Saga;
import io.tributary.identity.privacy.Stage;
import io.tributary.identity.privacy.Subject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Rows of requests and of what systems answered, to and from the core's values. */
final class RequestRows {

    private final JdbcClient jdbc;
    private final SealedJson sealed;

    RequestRows(JdbcClient jdbc, SealedJson sealed) {
        this.jdbc = jdbc;
        this.sealed = sealed;
    }

    /** Reads rows of {@code privacy_request} with their answers. */
    List<PrivacyRequest> read(JdbcClient.StatementSpec statement) {
        var bare = statement.query((row, _) -> request(row)).list();
        var answers = answers(bare);
        return bare.stream()
                .map(it -> answered(it, answers.getOrDefault(it.id(), Map.of())))
                .toList();
    }

    private Map<UUID, Map<Saga.Place, Answer>> answers(List<PrivacyRequest> requests) {
        var answers = new HashMap<UUID, Map<Saga.Place, Answer>>();
        requests.stream()
                .collect(Collectors.groupingBy(PrivacyRequest::tenant))
                .forEach((tenant, own) -> jdbc.sql("""
                select * from privacy_answer where tenant = ? and request_id = any(?::uuid[])""")
                        .param(tenant)
                        .param(Arrays.uuids(own.stream().map(PrivacyRequest::id).toList()))
                        .query(row -> {
                            var answer = answer(row);
                            answers.computeIfAbsent(Rows.uuid(row, "request_id"), _ -> new HashMap<>())
                                    .put(new Saga.Place(answer.stage(), answer.system()), answer);
                        }));
        return answers;
    }

    private static PrivacyRequest answered(PrivacyRequest it, Map<Saga.Place, Answer> answers) {
        var saga = it.saga();
        return new PrivacyRequest(
                it.tenant(),
                it.id(),
                it.lifted(),
                it.subjectKey(),
                it.profile(),
                it.subject(),
                it.person(),
                it.requestedAt(),
                it.requestedBy(),
                new Saga(
                        saga.kind(),
                        saga.stage(),
                        saga.attempt(),
                        saga.from(),
                        saga.highest(),
                        saga.rounds(),
                        saga.asked(),
                        saga.finished(),
                        answers),
                it.dueAt(),
                it.finishedAt());
    }

    private PrivacyRequest request(ResultSet row) throws SQLException {
        var tenant = Rows.text(row, "tenant");
        var id = Rows.uuid(row, "id");
        var finished = Rows.maybeLong(row, "finished_at");
        return new PrivacyRequest(
                tenant,
                id,
                kind(row.getString("lifted_kind")),
                Rows.text(row, "subject_key"),
                row.getObject("profile_id", UUID.class),
                sealed.open(tenant, id, row.getBytes("subject"), Subject.class),
                sealed.open(tenant, id, row.getBytes("person"), Person.class),
                row.getLong("requested_at"),
                Rows.text(row, "requested_by"),
                new Saga(
                        RequestKind.labelled(Rows.text(row, "kind")).orElseThrow(),
                        Stage.labelled(Rows.text(row, "stage")).orElseThrow(),
                        row.getInt("attempt"),
                        row.getInt("from_attempt"),
                        row.getInt("highest"),
                        row.getInt("rounds"),
                        row.getBoolean("asked"),
                        finished != null,
                        Map.of()),
                row.getLong("due_at"),
                finished);
    }

    private static @Nullable RequestKind kind(@Nullable String label) {
        return label == null ? null : RequestKind.labelled(label).orElseThrow();
    }

    private static Answer answer(ResultSet row) throws SQLException {
        return new Answer(
                Stage.labelled(Rows.text(row, "stage")).orElseThrow(),
                Rows.text(row, "system"),
                row.getInt("attempt"),
                AnswerState.labelled(Rows.text(row, "state")).orElseThrow(),
                Rows.maybeLong(row, "done_by"),
                Rows.text(row, "detail"),
                row.getLong("count"),
                row.getInt("pieces"),
                row.getLong("at"));
    }

    /** Writes how far a request is, and every answer that is new. */
    void write(PrivacyRequest before, PrivacyRequest after) {
        var saga = after.saga();
        jdbc.sql("""
                update privacy_request set profile_id = ?::uuid, subject = ?, person = ?, stage = ?, attempt = ?,
                    from_attempt = ?, highest = ?, rounds = ?, asked = ?, due_at = ?, finished_at = ?, done_by = ?
                where tenant = ? and id = ?::uuid""")
                .param(text(after.profile()))
                .param(after.subject()
                        .map(it -> sealed.seal(after.tenant(), after.id(), it))
                        .orElse(null))
                .param(after.person()
                        .map(it -> sealed.seal(after.tenant(), after.id(), it))
                        .orElse(null))
                .params(saga.stage().label(), saga.attempt(), saga.from(), saga.highest(), saga.rounds(), saga.asked())
                .param(after.dueAt())
                .param(after.finishedAt())
                .param(saga.doneBy().orElse(null))
                .params(after.tenant(), after.id().toString())
                .update();
        saga.answers().forEach((place, answer) -> {
            if (!answer.equals(before.saga().answers().get(place))) {
                write(after, answer);
            }
        });
    }

    static @Nullable String text(@Nullable UUID id) {
        return id == null ? null : id.toString();
    }

    private void write(PrivacyRequest request, Answer answer) {
        jdbc.sql("""
                insert into privacy_answer
                    (tenant, request_id, stage, system, attempt, state, done_by, detail, count, pieces, at)
                values (?, ?::uuid, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (tenant, request_id, stage, system) do update set attempt = excluded.attempt,
                    state = excluded.state, done_by = excluded.done_by, detail = excluded.detail, count = excluded.count,
                    pieces = excluded.pieces, at = excluded.at""")
                .params(
                        request.tenant(),
                        request.id().toString(),
                        answer.stage().label(),
                        answer.system())
                .params(answer.attempt(), answer.state().label())
                .param(answer.doneBy())
                .params(answer.detail(), answer.count(), answer.pieces(), answer.at())
                .update();
    }
}
