package io.tributary.segment.adapter.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.segment.history.HistoryEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

class EventDocumentTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Test
    void isOneLineHoweverTheClientBreaksItsJson() {
        var document = document("{\r\n  \"note\": \"two\\nlines\",\n  \"price\": 12.50\n}");

        assertThat(document).doesNotContain("\n", "\r").contains("12.50");
        assertThat(JSON.readTree(document).at("/properties/note").asString()).isEqualTo("two\nlines");
        assertThat(JSON.readTree(document).path("propertyNames")).hasSize(2);
    }

    @Test
    void refusesABodyThatIsNoObject() {
        assertThatThrownBy(() -> document("{\"note\":\"two\nlines\"}")).isInstanceOf(JacksonException.class);
        assertThatThrownBy(() -> document("[1]")).isInstanceOf(JacksonException.class);
        assertThatThrownBy(() -> document("{} {}")).isInstanceOf(JacksonException.class);
    }

    private static String document(String properties) {
        var event = new HistoryEvent(
                "acme",
                "m1",
                "anna",
                1,
                "track",
                "Order Completed",
                "",
                "web",
                new HistoryEvent.Ids("", "", "", ""),
                new HistoryEvent.Times(1, 1, 1, null, null, false),
                new HistoryEvent.Bodies(properties, "", "", "", "", 0, 0),
                new HistoryEvent.Origin(0, 0, List.of("email:a1")),
                new HistoryEvent.Place(0, 1),
                null);
        return new String(EventDocument.of(event), StandardCharsets.UTF_8);
    }
}
