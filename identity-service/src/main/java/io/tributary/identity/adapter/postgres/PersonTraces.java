package io.tributary.identity.adapter.postgres;

import io.tributary.contracts.topic.Topic;
import io.tributary.identity.privacy.Mentions;
import io.tributary.identity.privacy.Person;
import io.tributary.identity.privacy.PrivacyRequest;
import io.tributary.identity.privacy.Sought;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A person's traces where no column says whom a row is about: answers kept for repeated calls, results of long work, records
 * that wait in the outbox, and what other requests of theirs left.
 */
final class PersonTraces {

    private static final String OTHER_REQUESTS = """
            other.tenant = :tenant and other.id <> :request::uuid and (other.profile_id = any(:profiles::uuid[])
                or split_part(other.subject_key, '/', 3) = any(:digests))""";

    private static final String OTHER_PIECES = """
            from privacy_piece piece join privacy_request other
                on other.tenant = piece.tenant and other.id = piece.request_id
            where
            """ + OTHER_REQUESTS;

    /** Records with content: keyed by the person's ids, or with a digest or a telling value of theirs anywhere in them. */
    private static final String WAITING = """
            from outbox where tenant = :tenant and value is not null and topic <> :requests and number <> :number
                and (key = any(:keys) or exists (select from unnest(:sought::text[]) as word
                    where position(decode(word, 'hex') in value) > 0))""";

    private final JdbcClient jdbc;

    PersonTraces(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Answers how many rows went or lost the person. */
    long delete(PrivacyRequest request, Person person) {
        var keys = answers(request.tenant(), person);
        long count = jdbc.sql("delete from idempotency where tenant = ? and key = any(?)")
                .params(request.tenant(), keys.toArray(String[]::new))
                .update();
        count += results(request.tenant(), person);
        count += with(jdbc.sql("""
                delete from privacy_piece where (tenant, request_id, system, attempt, piece) in (
                    select piece.tenant, piece.request_id, piece.system, piece.attempt, piece.piece
                """ + OTHER_PIECES + ")"), request, person).update();
        count += with(
                        jdbc.sql("update privacy_request other set evidence = null where evidence is not null"
                                + " and finished_at is not null and " + OTHER_REQUESTS),
                        request,
                        person)
                .update();
        // A tombstone is behind it; whatever else waits is gone when it is sent.
        return count
                + jdbc.sql("delete from outbox where tenant = ? and topic = ? and value is not null and key = any(?)")
                        .params(request.tenant(), Topic.CONTACTS.wireName(), keys(request.tenant(), person))
                        .update();
    }

    /** Rows by what they are; none where there are none. */
    Map<String, Long> count(PrivacyRequest request, Person person) {
        var counts = new LinkedHashMap<String, Long>();
        counts.put("idempotency", (long) answers(request.tenant(), person).size());
        counts.put(
                "job",
                with(jdbc.sql("select count(*) from job where tenant = :tenant and " + IN_JOB), request, person)
                        .query((row, _) -> row.getLong(1))
                        .single());
        counts.put(
                "privacy_piece",
                with(jdbc.sql("select count(*) " + OTHER_PIECES), request, person)
                        .query((row, _) -> row.getLong(1))
                        .single());
        counts.put("outbox", waiting(request, person));
        counts.values().removeIf(it -> it == 0);
        return counts;
    }

    private static final String IN_JOB = "exists (select from unnest(:profiles::text[]) as word"
            + " where position(word in request || ' ' || result || ' ' || error) > 0)";

    /** Long work keeps samples by profile id. */
    private long results(String tenant, Person person) {
        long count = 0;
        for (var id : Arrays.uuids(person.profileIds())) {
            count += jdbc.sql("""
                    update job set request = replace(request, :id, 'erased'), result = replace(result, :id, 'erased'),
                        error = replace(error, :id, 'erased')
                    where tenant = :tenant and finished_at is not null
                        and position(:id in request || ' ' || result || ' ' || error) > 0""").param("tenant", tenant).param("id", id).update();
        }
        return count;
    }

    private long waiting(PrivacyRequest request, Person person) {
        var sought = Stream.concat(
                person.identifiers().stream().map(Person.Known::digest),
                Sought.telling(person).stream()
                        .map(it -> HexFormat.of().formatHex(it.getBytes(StandardCharsets.UTF_8))));
        return jdbc.sql("select count(*) " + WAITING)
                .param("tenant", request.tenant())
                .param("requests", Topic.REQUESTS.wireName())
                .param("number", person.number())
                .param("keys", keys(request.tenant(), person))
                .param("sought", sought.toArray(String[]::new))
                .query((row, _) -> row.getLong(1))
                .single();
    }

    /** Keys of kept answers in which an id or a telling value of the person stands, in the answer or in the key itself. */
    private List<String> answers(String tenant, Person person) {
        var words = Sought.of(person).words();
        var mentions = Mentions.of(words);
        record Kept(String key, String answer) {}
        return jdbc
                .sql("""
                select key, answer from idempotency
                where tenant = ? and exists (select from unnest(?::text[]) as word
                    where position(word in lower(key || ' ' || answer)) > 0)""")
                .params(tenant, words.toArray(String[]::new))
                .query((row, _) -> new Kept(Rows.text(row, "key"), Rows.text(row, "answer")))
                .list()
                .stream()
                .filter(it -> mentions.in(it.key()) || mentions.in(it.answer()))
                .map(Kept::key)
                .toList();
    }

    private static JdbcClient.StatementSpec with(
            JdbcClient.StatementSpec statement, PrivacyRequest request, Person person) {
        return statement
                .param("tenant", request.tenant())
                .param("request", request.id().toString())
                .param("profiles", Arrays.uuids(person.profileIds()))
                .param(
                        "digests",
                        person.identifiers().stream().map(Person.Known::digest).toArray(String[]::new));
    }

    private static String[] keys(String tenant, Person person) {
        return person.profileIds().stream().map(it -> tenant + "/" + it).toArray(String[]::new);
    }
}
