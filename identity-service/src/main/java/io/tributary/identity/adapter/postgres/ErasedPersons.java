package io.tributary.identity.adapter.postgres;

import io.tributary.identity.graph.ErasedMark;
import io.tributary.identity.privacy.Person;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who was erased, by the ids and the digests that are left of them. */
final class ErasedPersons {

    private final JdbcClient jdbc;

    ErasedPersons(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What is left of them.
     *
     * @param identifiers only those that are nobody's again
     */
    record Left(List<UUID> ids, List<Person.Known> identifiers) {}

    boolean was(String tenant, UUID profile) {
        return jdbc.sql("select exists (select from erased_profile where tenant = ? and id = ?::uuid)")
                .params(tenant, profile.toString())
                .query((row, _) -> row.getBoolean(1))
                .single();
    }

    /**
     * Whoever was erased by the request that made the profile or the digest nobody's.
     *
     * @param known the identifier itself, where one is asked by
     */
    Left by(String tenant, @Nullable UUID profile, Person.@Nullable Known known) {
        var requests = jdbc.sql("""
                select request_id from erased_digest where tenant = ? and digest = ? and until = ?
                union select request_id from erased_profile where tenant = ? and id = ?::uuid""")
                .params(tenant, known == null ? "" : known.digest(), ErasedMark.FOR_EVER)
                .param(tenant)
                .param(RequestRows.text(profile))
                .query((row, _) -> Rows.uuid(row, "request_id"))
                .list();
        return new Left(ids(tenant, requests), identifiers(tenant, requests, known));
    }

    private List<UUID> ids(String tenant, List<UUID> requests) {
        return jdbc.sql("select id from erased_profile where tenant = ? and request_id = any(?::uuid[]) order by id")
                .params(tenant, Arrays.uuids(requests))
                .query((row, _) -> Rows.uuid(row, "id"))
                .list();
    }

    private List<Person.Known> identifiers(String tenant, List<UUID> requests, Person.@Nullable Known known) {
        return jdbc
                .sql("""
                select namespace, digest from erased_digest
                where tenant = ? and request_id = any(?::uuid[]) and until = ? order by digest""")
                .params(tenant, Arrays.uuids(requests), ErasedMark.FOR_EVER)
                .query((row, _) -> new Person.Known(Rows.text(row, "namespace"), Rows.text(row, "digest"), null))
                .list()
                .stream()
                .map(it -> known != null && known.digest().equals(it.digest()) ? known : it)
                .toList();
    }

    /** The person without the identifiers that are somebody's again. */
    Person still(String tenant, Person person) {
        var still = Set.copyOf(
                jdbc.sql("select digest from erased_digest where tenant = ? and digest = any(?) and until = ?")
                        .params(tenant, digests(person), ErasedMark.FOR_EVER)
                        .query((row, _) -> Rows.text(row, "digest"))
                        .list());
        return person.with(person.identifiers().stream()
                .filter(it -> still.contains(it.digest()))
                .toList());
    }

    /** What came in until then stays the erased person's. */
    long free(String tenant, Person person, long until) {
        return jdbc.sql("update erased_digest set until = ? where tenant = ? and digest = any(?) and until = ?")
                .params(until, tenant, digests(person), ErasedMark.FOR_EVER)
                .update();
    }

    private static String[] digests(Person person) {
        return person.identifiers().stream().map(Person.Known::digest).toArray(String[]::new);
    }
}
