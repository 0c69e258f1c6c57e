package io.tributary.segment.adapter.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.segment.privacy.PersonRequest.Known;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What stays of somebody else's event when a person is taken out of it. */
class PersonInEventTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final PersonInEvent anna = new PersonInEvent(List.of(
            new Known("email", "d1", "anna@mail.example"),
            new Known("device", "d2", "4711"),
            new Known("user_id", "d3", "42")));

    @Test
    void ownsWhatItsStrongestIdentifierSaysIsTheirs() {
        assertThat(anna.owns(json("{\"digests\":[\"d2\",\"x\"]}"))).isTrue();
        assertThat(anna.owns(json("{\"digests\":[\"x\",\"d2\"]}"))).isFalse();
        assertThat(anna.owns(json("{}"))).isFalse();
    }

    @Test
    void replacesAddressesAnywhereInTextsListsAndNames() {
        var left = anna.without(json("""
                {"messageId":"m1","digests":["x"],"properties":{"to":["Anna@Mail.example",1],"anna@mail.example":{"n":2}},
                 "context":{"note":"for anna@mail.example, please"},"propertyNames":["anna@mail.example.n"],"call":{}}"""));

        assertThat(left).hasValue(json("""
                {"messageId":"m1","digests":["x"],"properties":{"to":["[erased]",1],"[erased]":{"n":2}},
                 "context":{"note":"for [erased], please"},"propertyNames":["anna@mail.example.n"],"call":{}}"""));
    }

    @Test
    void replacesShortIdsOnlyWhereTheEventNamesThem() {
        var unnamed = json("{\"digests\":[\"x\"],\"properties\":{\"order\":\"4711\"},\"call\":{}}");
        var named = json("""
                {"digests":["x","d2"],"context":{"device":{"id":"4711","n":4711,"price":47.11,"seats":"42"}},
                 "call":{"anonymousId":"4711","userId":"42","identifiers":["email:x","device:d2"]}}""");

        assertThat(anna.without(unnamed)).isEmpty();
        assertThat(anna.without(named)).hasValue(json("""
                {"digests":["x"],"context":{"device":{"id":"[erased]","n":"[erased]","price":47.11,"seats":"42"}},
                 "call":{"anonymousId":"[erased]","userId":"[erased]","identifiers":["email:x"]}}"""));
    }

    @Test
    void leavesWhatNamesNobodyAsItIs() {
        assertThat(anna.without(json("{\"digests\":[\"x\"],\"properties\":{\"n\":7.10},\"call\":{}}")))
                .isEmpty();
    }

    private static JsonNode json(String text) {
        return JSON.readTree(text);
    }
}
