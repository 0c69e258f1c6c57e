package io.tributary.local.prove.segments;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.local.prove.load.ProofCall;
import io.tributary.local.prove.load.ProofCall.Shipment;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CrowdTest {

    private static final Instant NOW = Instant.parse("2026-11-28T10:00:00Z");
    private static final Plan PLAN = new Plan(5, 40, 60, Duration.ofSeconds(10), Duration.ZERO, false);
    private static final int REQUESTS = 300;

    private final Crowd crowd = new Crowd(PLAN, "run", Clock.fixed(NOW, ZoneOffset.UTC));

    private static List<ProofCall> calls(Crowd crowd) {
        var shipments = new ArrayList<Shipment>();
        for (int i = 0; i < REQUESTS; i++) {
            shipments.add(crowd.next());
        }
        shipments.addAll(crowd.closing());
        return shipments.stream().flatMap(it -> it.calls().stream()).toList();
    }

    @Test
    void makesTheSameCallsForTheSameSeed() {
        var other = new Crowd(PLAN, "run", Clock.fixed(NOW, ZoneOffset.UTC));

        assertThat(calls(crowd)).isEqualTo(calls(other));
    }

    @Test
    void repeatsCallsAndNeverGivesTwoTheSameId() {
        var all = calls(crowd);
        var different = new HashSet<>(all);

        assertThat(different).hasSizeLessThan(all.size());
        assertThat(different.stream().map(ProofCall::messageId).distinct()).hasSameSizeAs(different);
    }

    @Test
    void givesEveryDeviceItsOwnerInTheEnd() {
        var all = calls(crowd);
        var owned = all.stream()
                .filter(it -> it.json().has("userId") && it.json().has("anonymousId"))
                .map(it -> it.json().path("anonymousId").asString())
                .toList();

        assertThat(owned).containsAll(devices(all).toList());
        assertThat(all.stream().map(ProofCall::person).distinct()).containsExactlyInAnyOrderElementsOf(crowd.people());
    }

    private static Stream<String> devices(List<ProofCall> calls) {
        return calls.stream()
                .filter(it -> it.json().has("anonymousId"))
                .map(it -> it.json().path("anonymousId").asString());
    }

    @Test
    void letsTimeAloneChangeNobodyWhileWorldsAreCompared() {
        var moved = NOW.plus(Crowd.MOVES_FOR);
        var still = NOW.plus(Crowd.STILL_FOR);

        assertThat(bounds(calls(crowd)))
                .isNotEmpty()
                .allMatch(it -> !it.isAfter(moved) || !it.isBefore(still), "before or after the comparison");
        assertThat(bounds(calls(crowd))).anyMatch(it -> it.isAfter(NOW) && !it.isAfter(moved));
    }

    /** When an offer is forgotten, and when a cart has waited long enough. */
    private static List<Instant> bounds(List<ProofCall> calls) {
        return Stream.concat(
                        times(calls, Rules.OFFER).map(it -> it.plus(Rules.OFFER_HOURS, ChronoUnit.HOURS)),
                        times(calls, Rules.CART).map(it -> it.plus(Rules.CART_MINUTES, ChronoUnit.MINUTES)))
                .toList();
    }

    private static Stream<Instant> times(List<ProofCall> calls, String event) {
        return calls.stream()
                .filter(it -> it.json().path("event").asString("").equals(event))
                .map(it -> Instant.parse(it.json().path("timestamp").asString()));
    }

    @Test
    void remembersEachAcceptedCallOnceInTheOrderOfAnswers() {
        var told = new Told();
        var first = crowd.next();
        told.acknowledged(first);
        told.acknowledged(crowd.next());
        int before = told.calls();
        told.acknowledged(first);

        assertThat(told.calls()).isEqualTo(before);
        assertThat(told.repeated()).isGreaterThanOrEqualTo(first.calls().size());
        assertThat(told.again().getFirst().calls().getFirst())
                .isEqualTo(first.calls().getFirst());
    }
}
