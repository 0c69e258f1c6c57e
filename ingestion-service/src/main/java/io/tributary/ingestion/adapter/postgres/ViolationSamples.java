package io.tributary.ingestion.adapter.postgres;

import io.tributary.ingestion.violation.Violation;
import io.tributary.ingestion.violation.Violation.Sample;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** Samples of violations as JSON; read, each names its bad row only while that is there to be opened. */
final class ViolationSamples {

    // A call that its client repeats is kept once, so the sample of the repetition leads to the row that was there
    // before.
    private static final String KEPT = """
            select asked.id as asked, coalesce(own.id, same.id) as kept
            from unnest(cast(:ids as text[]), cast(:sources as text[]), cast(:messages as text[]))
                as asked (id, source_id, message_id)
            left join bad_row as own on own.tenant = :tenant and own.id = asked.id
            left join lateral (
                select id from bad_row
                where own.id is null and tenant = :tenant and message_id = asked.message_id and message_id <> ''
                    and source_id = asked.source_id and kind = 'plan-violation'
                order by id desc limit 1) as same on true
            where coalesce(own.id, same.id) is not null""";

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String BAD_ROW = "badRowId";

    private final JdbcClient db;

    ViolationSamples(JdbcClient db) {
        this.db = db;
    }

    static String written(List<Sample> samples) {
        var json = JsonNodeFactory.instance.arrayNode();
        for (var sample : samples) {
            var one = json.addObject()
                    .put("messageId", sample.messageId())
                    .put("seenAt", sample.seenAt().toString())
                    .put("found", sample.found());
            if (sample.badRowId() != null) {
                one.put(BAD_ROW, sample.badRowId());
            }
        }
        return json.toString();
    }

    static List<Sample> read(@Nullable String json) {
        var samples = new ArrayList<Sample>();
        for (var sample : JSON.readTree(json == null ? "[]" : json)) {
            samples.add(new Sample(
                    sample.path("messageId").asString(""),
                    Instant.parse(sample.path("seenAt").asString("")),
                    sample.path("found").asString(""),
                    sample.has(BAD_ROW) ? sample.path(BAD_ROW).asString("") : null));
        }
        return samples;
    }

    /** The same violations of one tenant, whose samples name no bad row that is gone or did not get into its table yet. */
    List<Violation> kept(String tenant, List<Violation> violations) {
        var kept = rows(tenant, asked(violations));
        return violations.stream()
                .map(it -> it.with(it.samples().stream()
                        .map(sample -> sample.leadingTo(kept.get(sample.badRowId())))
                        .toList()))
                .toList();
    }

    private record Asked(String badRowId, String sourceId, String messageId) {}

    private static List<Asked> asked(List<Violation> violations) {
        var asked = new ArrayList<Asked>();
        for (var violation : violations) {
            for (var sample : violation.samples()) {
                if (sample.badRowId() != null) {
                    asked.add(new Asked(sample.badRowId(), violation.key().sourceId(), sample.messageId()));
                }
            }
        }
        return asked;
    }

    /** By the id that a sample remembers, the row that is there. */
    private Map<String, String> rows(String tenant, List<Asked> asked) {
        var kept = new HashMap<String, String>();
        if (!asked.isEmpty()) {
            db.sql(KEPT)
                    .param("tenant", tenant)
                    .param("ids", column(asked, Asked::badRowId))
                    .param("sources", column(asked, Asked::sourceId))
                    .param("messages", column(asked, Asked::messageId))
                    .query((RowCallbackHandler) row -> kept.put(row.getString("asked"), row.getString("kept")));
        }
        return kept;
    }

    private static String[] column(List<Asked> asked, Function<Asked, String> part) {
        return asked.stream().map(part).toArray(String[]::new);
    }
}
