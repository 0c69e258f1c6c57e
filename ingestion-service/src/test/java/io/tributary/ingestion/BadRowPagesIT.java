package io.tributary.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

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
