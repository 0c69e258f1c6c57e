package io.tributary.ingestion.live;

import io.tributary.ingestion.event.Call;
import io.tributary.ingestion.intake.IntakeCounts;
import io.tributary.ingestion.intake.IntakeVerdict;
import io.tributary.ingestion.source.Source;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/**
 * Shows what passes the door, beside counting it. Costs nothing while nobody looks; who looks is shown at most
 * {@value Viewer#PER_SECOND} calls a second and told how many more there were, and never holds up the door.
 */
public final class LiveEvents implements IntakeCounts {

    private final IntakeCounts counts;
    private final Clock suiteClock;
    private final List<Viewer> viewers = new CopyOnWriteArrayList<>();

    public LiveEvents(IntakeCounts counts, Clock suiteClock) {
        this.counts = counts;
        this.suiteClock = suiteClock;
    }

    /** The tenant's calls from the subscription on, with a signal every second. */
    public Flux<LiveSignal> of(String tenant, LiveFilter filter) {
        return Flux.using(() -> open(tenant, filter), LiveEvents::signals, viewers::remove);
    }

    private Viewer open(String tenant, LiveFilter filter) {
        var viewer = new Viewer(tenant, filter);
        viewers.add(viewer);
        return viewer;
    }

    private static Flux<LiveSignal> signals(Viewer viewer) {
        var ticks = Flux.interval(Duration.ZERO, Duration.ofSeconds(1))
                .onBackpressureDrop()
                .map(second -> viewer.tick());
        return Flux.merge(viewer.signals(), ticks);
    }

    @Override
    public void count(Source source, List<IntakeVerdict> verdicts) {
        counts.count(source, verdicts);
        if (viewers.isEmpty()) {
            return;
        }
        var looking = viewers.stream().filter(it -> it.isOf(source.tenant())).toList();
        if (!looking.isEmpty()) {
            for (var verdict : verdicts) {
                var event = event(source, verdict);
                if (event != null) {
                    looking.forEach(it -> it.offer(event));
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
                        null);
            }
            case IntakeVerdict.Refused refused -> {
                var refusal = refused.refusal();
                yield new LiveEvent(
                        source.id(),
                        now,
                        "refused",
                        refused.messageId(),
                        refused.call(),
                        "",
                        new LiveEvent.Reason(refusal.kind(), refusal.pointer(), refusal.failure()));
            }
            case IntakeVerdict.Suppressed _ -> null;
        };
    }
}
