package io.tributary.ingestion.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class MappingJsonTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final List<String> HEADER = List.of("id", "price", "day", "tags", "x.y");

    @Test
    void readsWhatItPrints() {
        var json = """
                {"type":"identify","others":"traits","ignore":["day"],"constants":{"traits.plan":"pro"},
                 "columns":[{"column":"id","field":"userId"},{"column":"price","field":"traits.price","cast":"number"},
                 {"column":"day","field":"timestamp","format":"dd.MM.yyyy","zone":"Europe/Berlin"},
                 {"column":"tags","field":"traits.tags","cast":"list","separator":",","each":"number","decimal":","},
                 {"column":"x.y","field":"/traits/x.y","cast":"json"}]}""";

        var mapping = good(json);

        assertThat(good(MappingJson.print(mapping).toString())).isEqualTo(mapping);
        assertThat(mapping.columns()).hasSize(5);
        assertThat(mapping.columnOf("/traits/x.y")).isEqualTo("x.y");
    }

    @Test
    void tellsEverythingThatIsWrongAtOnce() {
        var problems = bad("""
                {"type":"buy","other":"x","others":"all","ignore":["nobody"],"constants":{"userid":"u","event":1},
                 "columns":[{"column":"no","field":"userId"},{"column":"id","field":"properties","cast":"text"},
                 {"column":"price","field":"price"},{"column":"price","field":"event","cast":"number"},
                 {"column":"day","field":"timestamp","format":"QQQQQQ","zone":"Mars"},
                 {"column":"tags","field":"traits.a","cast":"float"},{"column":"tags","field":"traits.a.b","colour":1}]}""");

        assertThat(problems)
                .containsEntry("/other", "unknown-field")
                .containsEntry("/type", "enum")
                .containsEntry("/others", "enum")
                .containsEntry("/ignore/0", "column")
                .containsEntry("/constants/userid", "field")
                .containsEntry("/constants/event", "type")
                .containsEntry("/columns/0/column", "column")
                .containsEntry("/columns/1/cast", "fit")
                .containsEntry("/columns/2/field", "field")
                .containsEntry("/columns/3/cast", "fit")
                .containsEntry("/columns/4/format", "format")
                .containsEntry("/columns/4/zone", "zone")
                .containsEntry("/columns/5/cast", "enum")
                .containsEntry("/columns/6/colour", "unknown-field");
    }

    @Test
    void refusesFieldsWithControlCharacters() {
        assertThat(bad("""
                        {"columns":[{"column":"id","field":"properties.a\\u0000b"}]}""")).containsEntry("/columns/0/field", "field");
    }

    @Test
    void refusesTwoColumnsForOneFieldAndFieldsInsideOfOthers() {
        assertThat(bad("""
                        {"columns":[{"column":"id","field":"traits.a"},{"column":"price","field":"traits.a.b"}]}""")).containsEntry("/columns/1/field", "unique");
        assertThat(bad("""
                        {"constants":{"traits.a.b":1},"columns":[{"column":"id","field":"traits.a"}]}""")).containsEntry("/columns/0/field", "unique");
        assertThat(bad("[]")).containsEntry("", "type");
        assertThat(bad("{}")).containsEntry("/columns", "size");
    }

    @Test
    void guessesAMappingOfEventsFromTheUsualNames() {
        var verdict = GuessMapping.of(
                List.of("Customer ID", "Event Name", "Order Date", "E-Mail", "Unit Price", "zip", "properties.sku"),
                List.of(
                        List.of("17", "Order Completed", "2026-01-02", "a@b.c", "12.50", "01067", "x"),
                        List.of("18", "Order Completed", "2026-01-03", "", "7", "80331", "y")));

        assertThat(fields(verdict))
                .containsEntry("Customer ID", "userId text")
                .containsEntry("Event Name", "event text")
                .containsEntry("Order Date", "timestamp date")
                .containsEntry("E-Mail", "context.traits.email text")
                .containsEntry("Unit Price", "properties.Unit Price number")
                .containsEntry("zip", "properties.zip text")
                .containsEntry("properties.sku", "properties.sku text");
        assertThat(MappingJson.print(((MappingVerdict.Good) verdict).mapping())
                        .at("/constants/type")
                        .asString())
                .isEqualTo("track");
    }

    @Test
    void guessesPeopleWhereNoEventIsNamed() {
        var verdict = GuessMapping.of(
                List.of("user_id", "email", "mail", "firstname", "age"),
                List.of(List.of("u", "a@b.c", "d@e.f", "Ann", "33")));

        assertThat(fields(verdict))
                .containsEntry("user_id", "userId text")
                .containsEntry("email", "traits.email text")
                .containsEntry("firstname", "traits.firstName text")
                .containsEntry("age", "traits.age number");
    }

    @Test
    void doesNotGuessWithoutAnybody() {
        assertThat(GuessMapping.of(List.of("name", "city"), List.of())).isInstanceOf(MappingVerdict.Bad.class);
    }

    private static Map<String, String> fields(MappingVerdict verdict) {
        assertThat(verdict).isInstanceOf(MappingVerdict.Good.class);
        var fields = new java.util.HashMap<String, String>();
        for (var column :
                MappingJson.print(((MappingVerdict.Good) verdict).mapping()).path("columns")) {
            fields.put(
                    column.path("column").asString(),
                    column.path("field").asString() + " " + column.path("cast").asString());
        }
        return fields;
    }

    private static ColumnMapping good(String json) {
        var verdict = MappingJson.read(JSON.readTree(json), HEADER);
        assertThat(verdict).isInstanceOf(MappingVerdict.Good.class);
        return ((MappingVerdict.Good) verdict).mapping();
    }

    private static Map<String, String> bad(String json) {
        var verdict = MappingJson.read(JSON.readTree(json), HEADER);
        assertThat(verdict).isInstanceOf(MappingVerdict.Bad.class);
        var problems = new java.util.HashMap<String, String>();
        ((MappingVerdict.Bad) verdict).problems().forEach(it -> problems.put(it.pointer(), it.rule()));
        return problems;
    }
}
