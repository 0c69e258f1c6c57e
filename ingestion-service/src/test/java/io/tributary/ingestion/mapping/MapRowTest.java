package io.tributary.ingestion.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class MapRowTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    @Test
    void writesColumnsConstantsAndOthers() {
        var header = List.of("id", "price", "tags", "when", "note", "raw", "secret");
        var mapping = read(header, """
                {"type":"track","constants":{"event":"Order Completed","context.library.name":"file","properties.price":0},
                 "columns":[{"column":"id","field":"userId"},
                            {"column":"price","field":"properties.price","cast":"number","decimal":","},
                            {"column":"tags","field":"properties.tags","cast":"list","separator":"/"},
                            {"column":"when","field":"timestamp","cast":"date","format":"dd.MM.yyyy HH:mm",
                             "zone":"Europe/Berlin"},
                            {"column":"raw","field":"/properties/a.b","cast":"json"}],
                 "others":"properties","ignore":["secret"]}""");

        var row = new MapRow(header, mapping)
                .map(List.of("007", "1.234,50", "a / b//", "02.07.2026 09:30", "hi", "{\"x\":[1.50]}", "s"));

        assertThat(call(row))
                .isEqualTo(
                        "{\"type\":\"track\",\"event\":\"Order Completed\","
                                + "\"context\":{\"library\":{\"name\":\"file\"}},\"properties\":{\"price\":1234.50,\"tags\":[\"a\",\"b\"],"
                                + "\"a.b\":{\"x\":[1.50]},\"note\":\"hi\"},\"userId\":\"007\",\"timestamp\":\"2026-07-02T07:30:00Z\"}");
    }

    @Test
    void leavesEmptyCellsOutAndFallsBackToTheConstant() {
        var header = List.of("id", "plan");
        var mapping = read(header, """
                {"constants":{"traits.plan":"free"},
                 "columns":[{"column":"id","field":"userId"},{"column":"plan","field":"traits.plan"}]}""");

        assertThat(call(new MapRow(header, mapping).map(List.of("u", " "))))
                .isEqualTo("{\"traits\":{\"plan\":\"free\"},\"userId\":\"u\"}");
        assertThat(call(new MapRow(header, mapping).map(List.of("", "pro"))))
                .isEqualTo("{\"traits\":{\"plan\":\"pro\"}}");
    }

    @Test
    void refusesARowWithAnotherNumberOfCells() {
        var header = List.of("id", "plan");
        var mapping = read(header, "{\"columns\":[{\"column\":\"id\",\"field\":\"userId\"}]}");

        assertThat(new MapRow(header, mapping).map(List.of("u"))).isEqualTo(new MappedRow.Ragged(2, 1));
        assertThat(new MapRow(header, mapping).map(List.of("u", "a", "b"))).isEqualTo(new MappedRow.Ragged(2, 3));
    }

    @Test
    void namesTheFirstCellThatCannotBeCastAndKeepsItAsText() {
        var header = List.of("id", "age", "vip");
        var mapping = read(header, """
                {"columns":[{"column":"id","field":"userId"},{"column":"age","field":"traits.age","cast":"number"},
                            {"column":"vip","field":"traits.vip","cast":"boolean"}]}""");

        var row = new MapRow(header, mapping).map(List.of("u", "old", "perhaps"));

        assertThat(row).isInstanceOfSatisfying(MappedRow.BadCell.class, it -> {
            assertThat(it.column()).isEqualTo("age");
            assertThat(it.pointer()).isEqualTo("/traits/age");
            assertThat(new String(it.json(), StandardCharsets.UTF_8))
                    .isEqualTo("{\"userId\":\"u\",\"traits\":{\"age\":\"old\",\"vip\":\"perhaps\"}}");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "number|.|12.50|12.50",
                "number|.|1,234.5|1234.5",
                "number|.|1'234'567|1234567",
                "number|.|-0.10|-0.10",
                "number|,|1.234,5|1234.5",
                "number|,|1 234,5|1234.5",
                "number|.|1e3|1E+3",
                "number|.|.5|0.5",
                "number|.|1,5|",
                "number|.|12,34,5|",
                "number|.|0x1f|",
                "number|.|--1|",
                "number|.|NaN|",
                "boolean||YES|true",
                "boolean||0|false",
                "boolean||maybe|",
                "date||2026-01-02|\"2026-01-02T00:00:00Z\"",
                "date||1767323045678|\"2026-01-02T03:04:05.678Z\"",
                "date||2026-01-02T03:04:05+02:00|\"2026-01-02T01:04:05Z\"",
                "date|epoch-seconds|1767323045|\"2026-01-02T03:04:05Z\"",
                "date|d/M/yy|2/1/26|\"2026-01-02T00:00:00Z\"",
                "date|MMM d, yyyy h:mm a|Jan 2, 2026 3:04 PM|\"2026-01-02T15:04:00Z\"",
                "date|dd.MM.yyyy|31.02.2026|",
                "date|HH:mm|10:00|",
                "date||yesterday|",
            })
    void castsOrSaysThatItCannot(String cast, String how, String text, String expected) {
        var header = List.of("x");
        var option = cast.equals("number") ? "decimal" : "format";
        var said = how == null ? "" : ",\"" + option + "\":\"" + how + "\"";
        var mapping = read(
                header,
                "{\"columns\":[{\"column\":\"x\",\"field\":\"properties.x\",\"cast\":\"" + cast + "\"" + said + "}]}");

        var row = new MapRow(header, mapping).map(List.of(text));

        if (expected == null) {
            assertThat(row).isInstanceOf(MappedRow.BadCell.class);
        } else {
            assertThat(call(row)).isEqualTo("{\"properties\":{\"x\":" + expected + "}}");
        }
    }

    @Test
    void readsATimeWithoutOffsetInItsZone() {
        var header = List.of("t");
        var mapping = read(header, """
                {"columns":[{"column":"t","field":"timestamp","zone":"America/New_York"}]}""");

        assertThat(call(new MapRow(header, mapping).map(List.of("2026-07-02 09:30"))))
                .isEqualTo("{\"timestamp\":\"2026-07-02T13:30:00Z\"}");
        assertThat(call(new MapRow(header, mapping).map(List.of("2026-07-02T09:30:00Z"))))
                .isEqualTo("{\"timestamp\":\"2026-07-02T09:30:00Z\"}");
    }

    private static String call(MappedRow row) {
        assertThat(row).isInstanceOf(MappedRow.Call.class);
        return new String(((MappedRow.Call) row).json(), StandardCharsets.UTF_8);
    }

    private static ColumnMapping read(List<String> header, String json) {
        var verdict = MappingJson.read(JSON.readTree(json), header);
        assertThat(verdict).isInstanceOf(MappingVerdict.Good.class);
        return ((MappingVerdict.Good) verdict).mapping();
    }
}
