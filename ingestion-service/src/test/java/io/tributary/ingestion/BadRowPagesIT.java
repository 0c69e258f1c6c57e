package io.tributary.ingestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.ingestion.badrow.BadRow;
import io.tributary.ingestion.badrow.BadRowFilter;
import io.tributary.ingestion.badrow.BadRowSummary;
import io.tributary.ingestion.badrow.BadRows;
import io.tributary.ingestion.event.JsonBytes;
import io.tributary.ingestion.intake.SentWith;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Bad rows of a tenant whose limits are generous, in the real table. */
class BadRowPagesIT extends RunningService {

    private static final int MEGABYTE = 1024 * 1024;
    private static final int ROWS = 10;

    @Autowired
    private BadRows rows;

    @Test
    void givesLargeRowsInSmallPagesAndLeavesNoneOut() {
        store();

        var sizes = new ArrayList<Integer>();
        var ids = new ArrayList<String>();
        var page = page("");
        while (!page.isEmpty()) {
            sizes.add(page.size());
            page.forEach(it -> ids.add(it.id()));
            page = page(page.getLast().id());
        }

        // Each row has 3 MB: its original, its mapped call and its envelope.
        assertThat(sizes).hasSize(ROWS / 2).containsOnly(2);
        assertThat(ids)
                .containsExactlyElementsOf(IntStream.range(0, ROWS)
                        .mapToObj(it -> id(ROWS - 1 - it))
                        .toList());
    }

    @Test
    void listsWithoutTheBytesAndExportsWithThem() {
        store();

        var listed = json(api("GET", "/api/v1/bad-rows?limit=500", "")).get("items");
        var export = send(apiRequest("GET", "/api/v1/bad-rows/export", "").setHeader("Accept", "application/x-ndjson"));

        assertThat(listed).hasSize(ROWS);
        assertThat(listed.get(0).get("originalSize").asInt()).isEqualTo(MEGABYTE);
        assertThat(listed.get(0).get("line").asInt()).isEqualTo(7);
        assertThat(rows.list(tenant, BadRowFilter.ALL, "", 1)
                        .map(BadRowSummary::id)
                        .collectList()
                        .toFuture()
                        .join())
                .containsExactly(id(ROWS - 1));
        assertThat(export.body().lines()).hasSize(ROWS).allMatch(it -> it.length() > 3 * MEGABYTE);
    }

    @Test
    void triesAllRowsOutThoughOnlyFewFitAPage() {
        store();

        var trial = json(api("POST", "/api/v1/bad-rows/replay?dryRun=true", "{\"filter\":{}}"));

        assertThat(trial.get("total").asInt()).isEqualTo(ROWS);
        assertThat(trial.get("judged").asInt()).isEqualTo(ROWS);
        assertThat(trial.get("refused").asInt()).isEqualTo(ROWS);
    }

    /** A client that got no answer sends the same again: another id, another time, the same call. */
    @Test
    void storesACallThatItsClientRepeatsOnce() {
        rows.store(List.of(call("id-1", sourceId, "m-1", "{\"a\":1}")));
        rows.store(List.of(
                call("id-2", sourceId, "m-1", "{\"a\":1}"),
                call("id-3", sourceId, "m-1", "{\"a\":2}"),
                call("id-4", sourceId, "m-2", "{\"a\":1}"),
                call("id-5", "other", "m-1", "{\"a\":1}"),
                call("id-6", sourceId, "", "{\"a\":1}"),
                call("id-7", sourceId, "", "{\"a\":1}")));

        assertThat(page("")).extracting(BadRow::id).containsExactly("id-7", "id-6", "id-5", "id-4", "id-3", "id-1");
    }

    @Test
    void listsOneRowOfACallThatIsSentTwice() {
        var call = "{\"messageId\":\"m-1\",\"event\":\"E\"}";
        collect("/v1/track", call);
        collect("/v1/track", call);
        collect("/v1/track", "{\"messageId\":\"m-2\",\"event\":\"E\"}");

        // One source's records are in one partition: who sees the last has passed the others.
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(page("")).extracting(BadRow::messageId).contains("m-2"));
        assertThat(page("")).extracting(BadRow::messageId).containsExactly("m-2", "m-1");
    }

    private BadRow call(String id, String source, String messageId, String json) {
        var bytes = JsonBytes.of(json.getBytes(StandardCharsets.UTF_8));
        return new BadRow(
                tenant,
                source,
                id,
                new BadRow.Reason("no-identifier", "", "Nobody is named."),
                Instant.EPOCH,
                messageId,
                "track",
                new BadRow.Original(bytes, bytes.length(), false, SentWith.NOTHING),
                null,
                null);
    }

    private List<BadRow> page(String before) {
        return rows.page(tenant, BadRowFilter.ALL, before, 200)
                .collectList()
                .toFuture()
                .join();
    }

    private void store() {
        var bytes = JsonBytes.of("x".repeat(MEGABYTE).getBytes(StandardCharsets.US_ASCII));
        for (int number = 0; number < ROWS; number++) {
            rows.store(List.of(new BadRow(
                    tenant,
                    sourceId,
                    id(number),
                    new BadRow.Reason("not-an-object", "", "It is no object."),
                    Instant.EPOCH,
                    "",
                    "track",
                    new BadRow.Original(bytes, MEGABYTE, false, new SentWith(bytes, true)),
                    new BadRow.Line("ing_1", 7, bytes),
                    null)));
        }
    }

    private static String id(int number) {
        return "row-%03d".formatted(number);
    }
}
