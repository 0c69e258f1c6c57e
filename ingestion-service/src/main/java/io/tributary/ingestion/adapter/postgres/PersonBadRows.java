package io.tributary.ingestion.adapter.postgres;

import io.tributary.contracts.topic.RecordKey;
import io.tributary.ingestion.badrow.BadRow;
import io.tributary.ingestion.event.JsonBytes;
import io.tributary.ingestion.person.PersonStore;
import io.tributary.ingestion.person.SubjectSearch;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Bad rows about a person: found by their bytes, as they were sent, as they were mapped and with what their batch said. Rows
 * that belong to no tenant are searched too, except for what is handed over: nobody knows whose else they are.
 */
public final class PersonBadRows implements PersonStore {

    private static final int ROWS = 500;
    private static final int PAGE_BYTES = 4 * 1024 * 1024;

    private final JdbcClient db;

    public PersonBadRows(JdbcClient db) {
        this.db = db;
    }

    @Override
    public String name() {
        return "bad-rows";
    }

    @Override
    public Step step(Quest quest, String from) {
        return PersonPage.named(() -> page(quest, Place.parse(quest, from)));
    }

    /** Newest first, so that what comes in meanwhile does not lengthen the way. */
    private record Place(String tenant, String before) {

        static Place parse(Quest quest, String text) {
            int slash = text.indexOf('/');
            return slash < 0
                    ? new Place(quest.request().tenant(), "")
                    : new Place(text.substring(0, slash), text.substring(slash + 1));
        }

        String text() {
            return tenant + "/" + before;
        }

        /** Behind the tenant's own rows those of no tenant; nothing behind these. */
        String nextTenant(Quest quest) {
            boolean isLast = tenant.equals(RecordKey.PLATFORM) || quest.task() == Task.COLLECT;
            return isLast ? "" : new Place(RecordKey.PLATFORM, "").text();
        }
    }

    private Step page(Quest quest, Place place) {
        var rows = rows(place);
        var hits = rows.stream().filter(it -> isIn(it, quest.search())).toList();
        var page = new PersonPage();
        switch (quest.task()) {
            case DELETE -> page.found(hits.isEmpty() ? 0 : delete(place.tenant, hits));
            case COUNT -> page.found(hits.size());
            case COLLECT -> {
                page.found(hits.size());
                hits.forEach(it -> page.record(record(it)));
            }
        }
        return page.upTo(
                rows.isEmpty()
                        ? place.nextTenant(quest)
                        : new Place(place.tenant, rows.getLast().id()).text());
    }

    private List<BadRow> rows(Place place) {
        return db.sql(BadRowColumns.sized("tenant = :tenant and (:before = '' or id < :before)"))
                .param("tenant", place.tenant)
                .param("before", place.before)
                .param("limit", ROWS)
                .param("most", PAGE_BYTES)
                .query(BadRowColumns::row)
                .list();
    }

    private static boolean isIn(BadRow row, SubjectSearch search) {
        var line = row.line();
        var mapped = line == null ? null : line.mapped();
        return search.isIn(row.original().bytes().copy())
                || (mapped != null && search.isIn(mapped.copy()))
                || search.isIn(row.original().sentWith().envelope().copy())
                || search.isIn(String.join(
                        "\n",
                        row.messageId(),
                        row.reason().pointer(),
                        row.reason().failure()));
    }

    /** First what leads to them, so that a crash in between leaves the rows, which are found again. */
    private long delete(String tenant, List<BadRow> hits) {
        var messages =
                hits.stream().map(BadRow::messageId).filter(it -> !it.isEmpty()).toArray(String[]::new);
        db.sql("""
                        update plan_violation set samples = (
                            select coalesce(jsonb_agg(sample order by place), '[]')
                            from jsonb_array_elements(samples) with ordinality as kept (sample, place)
                            where not sample ->> 'messageId' = any(:messages))
                        where tenant = :tenant and exists (select from jsonb_array_elements(samples) as sample
                            where sample ->> 'messageId' = any(:messages))""").param("tenant", tenant).param("messages", messages).update();
        return db.sql("""
                        with gone as (delete from bad_row where tenant = :tenant and id = any(:ids) returning tenant, id, name),
                            kept as (insert into bad_row_erased (tenant, id, name) select tenant, id, name from gone
                                on conflict do nothing)
                        select count(*) from gone""")
                .param("tenant", tenant)
                .param("ids", hits.stream().map(BadRow::id).toArray(String[]::new))
                .query(Long.class)
                .single();
    }

    private static ObjectNode record(BadRow row) {
        var record = JsonNodeFactory.instance
                .objectNode()
                .put("id", row.id())
                .put("source", row.sourceId())
                .put("kind", row.reason().kind())
                .put("pointer", row.reason().pointer())
                .put("failure", row.reason().failure())
                .put("receivedAt", row.receivedAt().toString())
                .put("messageId", row.messageId())
                .put("call", row.call())
                .put("truncated", row.original().truncated())
                .put("replayedBy", row.replayedBy());
        put(record, "original", row.original().bytes());
        put(record, "envelope", row.original().sentWith().envelope());
        var line = row.line();
        if (line != null) {
            record.put("job", line.jobId()).put("line", line.number());
            put(record, "mapped", line.mapped());
        }
        return record;
    }

    /** As text where the bytes are one, else in base64. */
    private static void put(ObjectNode record, String name, @Nullable JsonBytes bytes) {
        if (bytes == null || bytes.length() == 0) {
            return;
        }
        try {
            record.put(
                    name,
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes.copy()))
                            .toString());
        } catch (CharacterCodingException _) {
            record.put(name + "Base64", Base64.getEncoder().encodeToString(bytes.copy()));
        }
    }
}
