package io.tributary.ingestion.intake;

import io.tributary.ingestion.event.CallType;
import io.tributary.ingestion.source.KeyHash;
import io.tributary.ingestion.source.KeyKind;
import io.tributary.ingestion.source.Source;
import io.tributary.ingestion.source.SourceKey;
import io.tributary.ingestion.source.SourceSettings;
import io.tributary.ingestion.suppression.DoorList;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What intake's tests judge with: a policy with countable ids, and arrivals at a fixed time. */
public final class Intake {

    public static final Instant NOW = Instant.parse("2026-01-02T12:00:00Z");

    /** A digest that is no secret: the value itself, padded. */
    public static final DoorList DOOR_LIST =
            new DoorList((tenant, namespace, value) -> (namespace + value).getBytes(StandardCharsets.UTF_8));

    private Intake() {}

    static IntakePolicy policy() {
        var ids = new AtomicInteger();
        return new IntakePolicy(
                new TimePolicy(Duration.ofMinutes(5), true), DOOR_LIST, () -> "given-" + ids.incrementAndGet());
    }

    static Source source() {
        return source(false);
    }

    static Source historicalSource() {
        return source(true);
    }

    private static Source source(boolean historical) {
        return source(SourceSettings.of("Web", true, historical));
    }

    static Source source(SourceSettings settings) {
        var key = new SourceKey(KeyKind.WRITE, "k", KeyHash.of("key"), NOW, null);
        return new Source("acme", "s-1", "web", settings, List.of(key), 1);
    }

    static Arrival arrival(@Nullable CallType route) {
        return new Arrival(source(), route, NOW, false, EventLimits.DEFAULTS);
    }

    /** The verdict on one call of that route. */
    static IntakeVerdict judge(@Nullable CallType route, String json) {
        return judge(json, arrival(route));
    }

    static IntakeVerdict judge(String json, Arrival arrival) {
        var call = new CallReader().readStored(json.getBytes(StandardCharsets.UTF_8));
        return policy().judge(call, arrival);
    }
}
