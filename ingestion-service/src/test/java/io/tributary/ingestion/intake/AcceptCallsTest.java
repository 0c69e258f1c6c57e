package io.tributary.ingestion.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.ingestion.event.CallType;
import io.tributary.ingestion.event.JsonBytes;
import io.tributary.ingestion.fault.BrokerUnavailable;
import io.tributary.ingestion.privacy.PrivateFields;
import io.tributary.ingestion.source.Source;
import io.tributary.ingestion.source.WriteKeys;
import io.tributary.ingestion.tenant.OwnLimits;
import io.tributary.ingestion.tenant.RateBudgets;
import io.tributary.ingestion.tenant.TenantState;
import io.tributary.ingestion.tenant.Tenants;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class AcceptCallsTest {

    private static final String ONE = "{\"userId\":\"u\",\"event\":\"E\"}";

    private final WriteKeys keys = new WriteKeys();
    private final Tenants tenants = new Tenants();
    private final List<IntakeVerdict> logged = new ArrayList<>();
    private final List<Lane> lanes = new ArrayList<>();
    private final List<String> counted = new ArrayList<>();
    private boolean brokerIsDown;

    @BeforeEach
    void knowASource() {
        keys.put(Intake.source());
    }

    @Test
    void answersWhenTheLogHasTheCall() {
        assertThat(accept(CallType.TRACK, ONE, "key")).isInstanceOf(CollectorAnswer.Taken.class);
        assertThat(logged).hasSize(1);
        assertThat(counted).containsExactly("1 counted");
    }

    @Test
    void countsNothingThatTheLogDidNotTake() {
        brokerIsDown = true;

        assertThatThrownBy(() -> accept(CallType.TRACK, ONE, "key")).isInstanceOf(BrokerUnavailable.class);
        assertThat(counted).containsExactly("BrokerUnavailable");
    }

    @Test
    void turnsRequestsAwayWithoutATrace() {
        assertThat(accept(CallType.TRACK, "{", "key")).isInstanceOf(CollectorAnswer.Malformed.class);
        assertThat(accept(CallType.TRACK, "[]", "key")).isInstanceOf(CollectorAnswer.WrongShape.class);
        assertThat(accept(null, "{\"batch\":[]}", "key")).isInstanceOf(CollectorAnswer.WrongShape.class);
        assertThat(accept(CallType.TRACK, ONE, "wrong")).isInstanceOf(CollectorAnswer.UnknownKey.class);
        assertThat(accept(CallType.TRACK, "{\"writeKey\":\"other\"}", "key"))
                .isInstanceOf(CollectorAnswer.ConflictingKeys.class);
        assertThat(accept(null, "{\"batch\":[" + "{},".repeat(2500) + "{}]}", "key"))
                .isInstanceOf(CollectorAnswer.TooLarge.class);
        assertThat(logged).isEmpty();
    }

    @Test
    void refusesAnEnvelopeThatWouldGrowTooMuch() {
        var context = "{\"a\":\"" + "x".repeat(30_000) + "\"}";

        var answer = accept(null, "{\"batch\":[" + "{},".repeat(999) + "{}],\"context\":" + context + "}", "key");

        assertThat(answer).isInstanceOf(CollectorAnswer.TooLarge.class);
    }

    @Test
    void refusesASuspendedTenant() {
        tenants.put(new TenantState("acme", true, 0, OwnLimits.NONE, PrivateFields.NONE, "", true));

        assertThat(accept(CallType.TRACK, ONE, "key")).isInstanceOf(CollectorAnswer.TenantSuspended.class);
    }

    @Test
    void appliesTheTenantsOwnLimits() {
        tenants.put(new TenantState("acme", false, 1, new OwnLimits(0, 0, 2, 0, 0), PrivateFields.NONE, "", true));

        var three = accept(null, "{\"batch\":[{},{},{}]}", "key");
        var first = accept(CallType.TRACK, ONE, "key");
        var second = accept(CallType.TRACK, ONE, "key");

        assertThat(three).isInstanceOf(CollectorAnswer.TooLarge.class);
        assertThat(first).isInstanceOf(CollectorAnswer.Taken.class);
        assertThat(((CollectorAnswer.RateLimited) second).spent().retryAfter()).isPositive();
    }

    @Test
    void sendsHistoryByTheBulkLane() {
        var history = Intake.historicalSource();
        keys.put(new Source(history.tenant(), history.id(), history.key(), history.settings(), history.keys(), 2));

        accept(CallType.TRACK, ONE, "key");

        assertThat(lanes).containsExactly(Lane.BULK);
    }

    @Test
    void sendsAReplayByTheBulkLane() {
        accept(null, "{\"batch\":[" + ONE.replace("{", "{\"type\":\"track\",") + "]}", "key", Sending.REPLAY);

        assertThat(lanes).containsExactly(Lane.BULK);
    }

    @Test
    void takesAMaskedKeyInTheBodyForNone() {
        assertThat(accept(CallType.TRACK, "{\"writeKey\":\"ke:***\",\"userId\":\"u\",\"event\":\"E\"}", "key"))
                .isInstanceOf(CollectorAnswer.Taken.class);
        assertThat(accept(CallType.TRACK, "{\"writeKey\":\"***\",\"userId\":\"u\",\"event\":\"E\"}", "key"))
                .isInstanceOf(CollectorAnswer.Taken.class);
    }

    private CollectorAnswer accept(@Nullable CallType route, String body, String key) {
        return accept(route, body, key, Sending.FIRST);
    }

    private CollectorAnswer accept(@Nullable CallType route, String body, String key, Sending sending) {
        var clock = Clock.fixed(Instant.parse("2026-01-02T12:00:00Z"), ZoneOffset.UTC);
        var acceptCalls = new AcceptCalls(
                new AcceptCalls.Door(keys, tenants, rates, EventLimits.DEFAULTS),
                new AcceptCalls.Clocks(clock, clock),
                Intake.policy(),
                log(),
                counts());
        var request = new CollectorRequest(
                route, JsonBytes.of(body.getBytes(StandardCharsets.UTF_8)), List.of(key), "", sending);
        var answer = new ArrayList<CollectorAnswer>();
        var fault = new ArrayList<RuntimeException>();
        var ignored = acceptCalls.accept(request).subscribe(answer::add, it -> fault.add((RuntimeException) it));
        if (!fault.isEmpty()) {
            throw fault.getFirst();
        }
        return answer.getFirst();
    }

    private final RateBudgets rates = new RateBudgets(() -> 0);

    private EventLog log() {
        return (lane, source, receivedAt, verdicts) -> {
            if (brokerIsDown) {
                return Mono.error(new BrokerUnavailable("down", new IllegalStateException()));
            }
            logged.addAll(verdicts);
            lanes.add(lane);
            return Mono.empty();
        };
    }

    private IntakeCounts counts() {
        return new IntakeCounts() {
            @Override
            public void count(Source source, List<IntakeVerdict> verdicts) {
                counted.add(verdicts.size() + " counted");
            }

            @Override
            public void turnedAway(String reason) {
                counted.add(reason);
            }
        };
    }
}
