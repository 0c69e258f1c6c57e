package io.tributary.segment.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.segment.export.ExportRequest.Format;
import io.tributary.segment.history.HistoryEvent;
import io.tributary.segment.stay.Bound;
import io.tributary.segment.stay.Stay;
import io.tributary.segment.stay.StayKey;
import java.io.IOException;
import java.io.StringReader;
import java.time.Instant;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class ExportTextTest {

    @ParameterizedTest
    @CsvSource({
        "Order Completed, order_completed",
        "orderCompleted, order_completed",
        "HTTPStatus, http_status",
        "userID, user_id",
        "line-2 total, line_2_total",
        "9lives, _9lives",
        "'  a  b ', a_b",
        "Größe, größe",
        "???, _"
    })
    void spellsNamesAsWarehousesDo(String name, String column) {
        assertThat(ColumnNames.of(name)).isEqualTo(column);
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1+1", "-1+cmd|' /C calc'!A0", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\uFF1D1"})
    void keepsFormulasFromRunning(String text) {
        assertThat(FormulaGuard.guarded(text)).isEqualTo("'" + text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a=1", "+4915112345678", "-5", " =1"})
    void leavesWhatIsNoFormulaAsItIs(String text) {
        assertThat(FormulaGuard.guarded(text)).isEqualTo(text);
    }

    @Test
    void flattensAnEventIntoItsColumns() {
        var cells = EventRows.of(event(
                        "{\"cartId\":\"=c\",\"total\":-12.50,\"timestamp\":\"noon\",\"address\":{\"zipCode\":\"1\"},"
                                + "\"products\":[{\"sku\":\"a\"}],\"none\":null,\"contextual\":true,\"context_x\":1}",
                        "{\"page\":{\"URL\":\"https://shop.example/\"}}"))
                .cells();

        assertThat(cells)
                .containsEntry("id", text("m-1"))
                .containsEntry("event", text("order_completed"))
                .containsEntry("event_text", text("Order Completed"))
                .containsEntry("timestamp", text("1970-01-01T00:00:01Z"))
                .containsEntry("received_at", text("1970-01-01T00:00:02Z"))
                .containsEntry("uuid_ts", text("1970-01-01T00:00:03Z"))
                .containsEntry("context_page_url", text("https://shop.example/"))
                .containsEntry("cart_id", text("=c"))
                .containsEntry("total", new ExportRow.Cell.Plain("-12.50"))
                .containsEntry("properties_timestamp", text("noon"))
                .containsEntry("address_zip_code", text("1"))
                .containsEntry("products", text("[{\"sku\":\"a\"}]"))
                .containsEntry("contextual", new ExportRow.Cell.Plain("true"))
                .containsEntry("properties_context_x", new ExportRow.Cell.Plain("1"))
                .doesNotContainKeys("none", "sent_at", "original_timestamp");
    }

    @Test
    void readsBackAsItWasWritten() throws IOException {
        var rows = List.of(
                EventRows.of(event("{\"note\":\"a \\\"b\\\", c\\nd\",\"minus\":-5,\"evil\":\"=1\"}", "")),
                EventRows.of(event("{\"note\":\"\",\"extra\":1}", "")));
        var columns = List.of("id", "note", "minus", "evil");

        var csv = ExportText.csv(rows, columns);
        var ndjson = ExportText.ndjson(rows);

        var read = CSVFormat.RFC4180
                .parse(new StringReader(ExportText.header(columns) + csv.text()))
                .getRecords();
        assertThat(read.getFirst().toList()).isEqualTo(columns);
        assertThat(read.get(1).toList()).containsExactly("m-1", "a \"b\", c\nd", "-5", "'=1");
        assertThat(read.get(2).toList()).containsExactly("m-1", "", "", "");
        var lines = ndjson.text().lines().map(JsonMapper.shared()::readTree).toList();
        assertThat(lines.getFirst().path("evil").asString()).isEqualTo("=1");
        assertThat(lines.getFirst().path("minus").isNumber()).isTrue();
        assertThat(lines.getLast().path("extra").asInt()).isEqualTo(1);
    }

    @Test
    void givesTheChangesOfAStayThatLieInTheTime() {
        var stay = new Stay(
                new StayKey("t", "anna", "buyers"),
                4,
                new Bound(9_000, 10_000, 2, "event", "m-1"),
                new Bound(20_000, 20_000, 3, "clock", ""),
                5);

        var all = new ExportRequest.Changes(null, null, null, Format.CSV);
        var late = new ExportRequest.Changes(null, Instant.ofEpochMilli(10_001), null, Format.CSV);
        var early =
                new ExportRequest.Changes(null, Instant.ofEpochMilli(10_000), Instant.ofEpochMilli(20_000), Format.CSV);

        assertThat(ExportText.csv(ChangeRows.of(stay, all), ChangeRows.COLUMNS).text())
                .isEqualTo("""
                        buyers,2,anna,entered,1970-01-01T00:00:09Z,event,m-1,1970-01-01T00:00:10Z\r
                        buyers,3,anna,exited,1970-01-01T00:00:20Z,clock,,1970-01-01T00:00:20Z\r
                        """);
        assertThat(ChangeRows.of(stay, late))
                .extracting(it -> it.cells().get("op"))
                .containsExactly(text("exited"));
        assertThat(ChangeRows.of(stay, early))
                .extracting(it -> it.cells().get("op"))
                .containsExactly(text("entered"));
        assertThat(List.of(all.rows(stay), late.rows(stay), early.rows(stay))).containsExactly(2, 1, 1);
    }

    @Test
    void keepsWhatWasAskedFor() {
        var asked = List.of(
                new ExportRequest.Members("buyers", 3, Format.CSV),
                new ExportRequest.Events(Instant.EPOCH, null, "Order Completed", Format.NDJSON),
                new ExportRequest.Events(null, Instant.EPOCH, null, Format.CSV),
                new ExportRequest.Changes("buyers", null, Instant.EPOCH, Format.CSV),
                new ExportRequest.Changes(null, Instant.EPOCH, null, Format.NDJSON));

        assertThat(asked.stream().map(it -> ExportJson.request(ExportJson.print(it))))
                .containsExactlyElementsOf(asked);
    }

    @Test
    void countsValuesThatFindNoColumn() {
        var row = EventRows.of(event("{\"cartId\":\"a\",\"cart_id\":\"b\",\"other\":1}", ""));

        assertThat(ExportText.csv(List.of(row), List.copyOf(row.cells().keySet()))
                        .leftOut())
                .as("two names of one column")
                .isEqualTo(1);
        assertThat(ExportText.csv(List.of(row), List.of("id", "cart_id")).leftOut())
                .isEqualTo(1 + row.cells().size() - 2);
        assertThat(row.cells()).containsEntry("cart_id", text("a"));
    }

    private static ExportRow.Cell text(String text) {
        return new ExportRow.Cell.Text(text);
    }

    private static HistoryEvent event(String properties, String context) {
        return new HistoryEvent(
                "t",
                "m-1",
                "anna",
                1,
                "track",
                "Order Completed",
                "",
                "shop",
                new HistoryEvent.Ids("u", "", "", ""),
                new HistoryEvent.Times(1_000, 2_000, 3_000, null, null, false),
                new HistoryEvent.Bodies(properties, "", context, "", "", 0, 0),
                new HistoryEvent.Origin(0, 0, List.of()),
                new HistoryEvent.Place(0, 0),
                null);
    }
}
