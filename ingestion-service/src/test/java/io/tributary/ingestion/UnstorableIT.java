package io.tributary.ingestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.contracts.topic.RecordKey;
import io.tributary.contracts.topic.Topic;
import io.tributary.contracts.v1.BadRow;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What PostgreSQL can never keep is refused or put aside; it is never asked for again and again. */
class UnstorableIT extends RunningService {

    @Test
    void putsAsideTheOneRecordThatTheTableCannotKeepAndGoesOn() {
        for (int i = 0; i < 7; i++) {
            row("kind-" + i, i == 3 ? "a\0b" : "m-" + i);
        }
        row("after", "m-8");

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(kinds())
                        .containsExactlyInAnyOrder(
                                "kind-0",
                                "kind-1",
                                "kind-2",
                                "kind-4",
                                "kind-5",
                                "kind-6",
                                "after",
                                "unreadable-record"));
    }

    @Test
    void keepsABadRowWhoseNamesHoldNul() {
        var answer = collect("/v1/track", "{\"messageId\":\"m\\u0000\",\"event\":\"E\",\"anonymousId\":\"a\\u0000b\"}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        await().atMost(SOON).untilAsserted(() -> assertThat(kinds()).hasSize(1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            POST | /api/v1/sources              | {"name":"a\\u0000b"}                                           | /name
            POST | /api/v1/sources              | {"name":"a\\ud800"}                                            | /name
            POST | /api/v1/sources              | {"name":"a","allowedOrigins":["https://a","https://\\ud800"]}  | /allowedOrigins/1
            POST | /api/v1/tracking-plans       | {"name":"a\\u0000b","events":{}}                               | /name
            POST | /api/v1/tracking-plans       | {"name":"a","sources":["\\u0000"],"events":{}}                 | /sources/0
            POST | /api/v1/bad-rows/replay      | {"filter":{"kind":"a\\u0000b"}}                                | /filter/kind
            POST | /api/v1/bad-rows/replay      | {"ids":["a","\\udc00"]}                                        | /ids/1
            GET  | /api/v1/bad-rows?kind=a%00   |                                                                | /kind
            GET  | /api/v1/bad-rows?messageId=%00 |                                                              | /messageId
            """)
    void refusesTextThatNoStoreKeepsAndSaysWhere(String method, String path, @Nullable String body, String pointer) {
        var answer = api(method, path, body == null ? "" : body);

        assertProblem(answer, 400, "invalid-request");
        assertThat(json(answer).at("/violations/0/pointer").asString()).isEqualTo(pointer);
    }

    /** What nobody checks first is refused by the database, and the store is still not said to be away. */
    @Test
    void neverSaysThatTheStoreIsAwayForAValueThatItCannotKeep() {
        // A cursor is the text NUL in base64.
        assertProblem(api("GET", "/api/v1/bad-rows?cursor=AA", ""), 400, "invalid-request");
    }

    private List<String> kinds() {
        var kinds = new ArrayList<String>();
        json(api("GET", "/api/v1/bad-rows?limit=50", ""))
                .get("items")
                .forEach(it -> kinds.add(it.get("kind").asString()));
        return kinds;
    }

    private void row(String kind, String messageId) {
        var row = BadRow.newBuilder()
                .setTenant(tenant)
                .setSourceId(sourceId)
                .setId(UUID.randomUUID().toString())
                .setKind(kind)
                .setMessageId(messageId)
                .setReceivedAt(1_767_225_600_000L)
                .build();
        assertThat(producer.send(new ProducerRecord<>(
                        Topic.BAD_ROWS.wireName(), new RecordKey(tenant, sourceId).text(), row.toByteArray())))
                .succeedsWithin(SOON);
    }
}
