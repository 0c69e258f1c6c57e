package io.tributary.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BodiesTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 100})
    void makesEventsOfTheWishedSize(int batch) {
        var bodies = bodies(ShopEvents.mixed(600), batch);

        for (int i = 0; i < 50; i++) {
            byte[] body = bodies.next();
            assertThat(body).hasSize(bodies.size());
            assertThat(events(body)).hasSize(batch);
            assertThat(body.length).isEqualTo("{\"batch\":[]}".length() + batch * 600 + batch - 1);
        }
    }

    @Test
    void givesEachEventAMessageIdOfItsOwn() {
        var bodies = bodies(ShopEvents.mixed(600), 20);
        var ids = new HashSet<String>();

        for (int i = 0; i < 100; i++) {
            for (var event : events(bodies.next())) {
                assertThat(ids.add(event.path("messageId").asString())).isTrue();
            }
        }

        assertThat(ids).hasSize(2_000).allMatch(it -> it.startsWith("run00001") && it.length() == 32);
    }

    @Test
    void namesThePersonThatWasDrawnAndTheTime() {
        var person = new int[] {0};
        var bodies = new Bodies("run00001", ShopEvents.views(600), 2, () -> ++person[0], NOW::toEpochMilli);

        var events = events(bodies.next());

        assertThat(events.path(0).path("userId").asString()).isEqualTo("user-00000001");
        assertThat(events.path(1).path("userId").asString()).isEqualTo("user-00000002");
        assertThat(events.path(0).path("timestamp").asString()).isEqualTo("2026-11-25T10:00:00.000Z");
    }

    @Test
    void takesTheKindsOfEventsInTurnAcrossBodies() {
        var bodies = bodies(ShopEvents.mixed(600), 1);
        int orders = 0;

        for (int i = 0; i < 200; i++) {
            orders += events(bodies.next()).path(0).path("event").asString("").equals("Order Completed") ? 1 : 0;
        }

        assertThat(orders).isEqualTo(20);
    }

    @Test
    void saysTheSmallestSizeThatAnEventCanHave() {
        assertThatThrownBy(() -> ShopEvents.views(50)).hasMessageContaining("not 50");
    }

    @Test
    void drawsFewPeopleOftenAndMostSeldom() {
        var people = new People(1_000, 1, 7);
        var counts = new int[1_001];

        for (int i = 0; i < 100_000; i++) {
            counts[people.getAsInt()]++;
        }

        // Weights 1 / n: the first of a thousand gets 1 / H(1000) = 13.4 % of all draws, the second half of it.
        assertThat(counts[1]).isBetween(12_400, 14_400);
        assertThat(counts[2]).isBetween(6_000, 7_400);
        assertThat(counts[0]).isZero();
    }

    @Test
    void drawsEverybodyAsOftenWithoutASkew() {
        var people = new People(10, 0, 7);
        var counts = new int[11];

        for (int i = 0; i < 100_000; i++) {
            counts[people.getAsInt()]++;
        }

        assertThat(counts[0]).isZero();
        assertThat(Arrays.stream(counts).skip(1))
                .allSatisfy(it -> assertThat(it).isBetween(9_500, 10_500));
    }

    private static Bodies bodies(List<EventTemplate> templates, int batch) {
        return new Bodies("run00001", templates, batch, new People(1_000, 1, 1), NOW::toEpochMilli);
    }

    private static JsonNode events(byte[] body) {
        return JSON.readTree(body).path("batch");
    }
}
