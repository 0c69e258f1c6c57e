package io.tributary.ingestion.live;

import io.tributary.ingestion.event.Call;
import io.tributary.ingestion.intake.IntakeCounts;
import io.tributary.ingestion.intake.IntakeVerdict;
import io.tributary.ingestion.source.Source;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/**
 * Shows what passes the door, beside counting it. Costs nothing while nobody looks; who looks sees at most
 * {@link #PER_SECOND} calls a second, and never waits for, nor holds up, the door.
 */
public final class LiveEvents implements IntakeCounts {

    static final int PER_SECOND = 50;

    private final IntakeCounts counts;
    private final Clock suiteClock;
    private final Sinks.Many<Seen> seen = Sinks.many().multicast().directBestEffort();

    private record Seen(String tenant, LiveEvent event) {}

    public LiveEvents(IntakeCounts counts, Clock suiteClock) {
        this.counts = counts;
        this.suiteClock = suiteClock;
    }

    /** The tenant's calls from now on, sampled. */
    public Flux<LiveEvent> of(String tenant) {
        return seen.asFlux()
                .filter(it -> it.tenant.equals(tenant))
                .map(Seen::event)
                .window(Duration.ofSeconds(1))
                .concatMap(second -> second.take(PER_SECOND).onBackpressureBuffer(PER_SECOND))
                .onBackpressureDrop();
    }

    @Override
    public void count(Source source, List<IntakeVerdict> verdicts) {
        counts.count(source, verdicts);
        if (seen.currentSubscriberCount() > 0) {
            for (var verdict : verdicts) {
                var event = event(source, verdict);
                if (event != null) {
                    // A collision of two threads drops one of them: this is a sample.
                    seen.tryEmitNext(new Seen(source.tenant(), event));
                }
            }
        }
    }

    @Override
    public void turnedAway(String reason) {
        counts.turnedAway(reason);
    }

    private @Nullable LiveEvent event(Source source, IntakeVerdict verdict) {
        var now = suiteClock.instant();
        return switch (verdict) {
            case IntakeVerdict.Accepted accepted -> {
                var call = accepted.event().call();
                yield new LiveEvent(
                        source.id(),
                        now,
                        "accepted",
                        accepted.messageId(),
                        call.type().wireName(),
                        call instanceof Call.Track track ? track.event() : "",
                        "");
            }
            case IntakeVerdict.Refused refused ->
                new LiveEvent(
                        source.id(),
                        now,
                        "refused",
                        refused.messageId(),
                        refused.call(),
                        "",
                        refused.refusal().failure());
            case IntakeVerdict.Suppressed _ -> null;
        };
    }
}
