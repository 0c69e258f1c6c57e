package io.tributary.ingestion.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.ingestion.event.Call;
import io.tributary.ingestion.event.EventTimes;
import io.tributary.ingestion.event.JsonBytes;
import io.tributary.ingestion.event.Person;
import io.tributary.ingestion.event.TrackingEvent;
import io.tributary.ingestion.intake.IntakeCounts;
import io.tributary.ingestion.intake.IntakeVerdict;
import io.tributary.ingestion.intake.Refusal;
import io.tributary.ingestion.intake.SentWith;
import io.tributary.ingestion.plan.PlanVerdict.Findings;
import io.tributary.ingestion.source.Source;
import io.tributary.ingestion.source.SourceSettings;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;

class LiveEventsTest {

    private static final Instant NOW = Instant.parse("2026-01-02T12:00:00Z");
    private static final LiveFilter ALL = new LiveFilter(null, null, null);

    private final List<Integer> counted = new ArrayList<>();
    private final LiveEvents live = new LiveEvents(counts(), Clock.fixed(NOW, ZoneOffset.UTC));
    private final List<LiveSignal> seen = new CopyOnWriteArrayList<>();

    @Test
    void showsWhatBecameOfEachCallWithoutPersonalData() {
        var looking = look("acme", ALL);

        live.count(source("acme", "s-1"), List.of(track("m-1"), refused("m-2"), suppressed()));
        awaitShown(2);

        assertThat(shown())
                .containsExactly(
                        new LiveEvent("s-1", NOW, "accepted", "m-1", "track", "Order Completed", null),
                        new LiveEvent(
                                "s-1",
                                NOW,
                                "refused",
                                "m-2",
                                "track",
                                "",
                                new LiveEvent.Reason(
                                        "no-identifier", "/userId", "Neither userId nor anonymousId is there.")));
        assertThat(shown().toString()).doesNotContain("anna");
        assertThat(counted).containsExactly(3);
        looking.dispose();
    }

    @Test
    void showsNobodyAnotherTenantsCalls() {
        var looking = look("other", ALL);

        live.count(source("acme", "s-1"), List.of(track("m-1")));

        assertThat(shown()).isEmpty();
        looking.dispose();
    }

    @Test
    void showsOnlyWhatTheFilterLetsThrough() {
        var bySource = look("acme", new LiveFilter("s-2", null, null));
        live.count(source("acme", "s-1"), List.of(track("m-1")));
        live.count(source("acme", "s-2"), List.of(track("m-2")));
        awaitShown(1);
        bySource.dispose();
        var byState = look("acme", new LiveFilter(null, "track", "refused"));
        live.count(source("acme", "s-1"), List.of(track("m-3"), refused("m-4")));
        awaitShown(2);
        byState.dispose();
        var byType = look("acme", new LiveFilter(null, "page", null));
        live.count(source("acme", "s-1"), List.of(track("m-5")));
        byType.dispose();

        assertThat(shown()).extracting(LiveEvent::messageId).containsExactly("m-2", "m-4");
    }

    @Test
    void showsFiftyCallsASecondAndSaysHowManyMoreThereWere() {
        var viewer = new Viewer("acme", ALL);
        var looking = viewer.signals().subscribe(seen::add);
        var event = new LiveEvent("s-1", NOW, "accepted", "m", "track", "E", null);

        IntStream.range(0, 80).forEach(it -> viewer.offer(event));
        var afterASecond = viewer.tick();
        viewer.offer(event);

        assertThat(shown()).hasSize(51);
        assertThat(afterASecond).isEqualTo(new LiveSignal.Skipped(30));
        assertThat(viewer.tick()).isEqualTo(new LiveSignal.Tick());
        looking.dispose();
    }

    @Test
    void keepsABoundedNumberForAViewerThatDoesNotRead() {
        var viewer = new Viewer("acme", ALL);
        var event = new LiveEvent("s-1", NOW, "accepted", "m", "track", "E", null);

        long skipped = 0;
        for (int second = 0; second < 10; second++) {
            IntStream.range(0, 50).forEach(it -> viewer.offer(event));
            skipped += viewer.tick() instanceof LiveSignal.Skipped more ? more.calls() : 0;
        }
        var looking = viewer.signals().subscribe(seen::add);

        assertThat(shown()).hasSize(100);
        assertThat(skipped).isEqualTo(400);
        looking.dispose();
    }

    private Disposable look(String tenant, LiveFilter filter) {
        return live.of(tenant, filter).subscribe(seen::add);
    }

    /** A tick of the viewer's second may be the one that carries a call over: it does so at once, yet later. */
    private void awaitShown(int calls) {
        await().until(() -> shown().size() >= calls);
    }

    private List<LiveEvent> shown() {
        return seen.stream()
                .filter(LiveSignal.Seen.class::isInstance)
                .map(it -> ((LiveSignal.Seen) it).event())
                .toList();
    }

    private static Source source(String tenant, String id) {
        return new Source(tenant, id, "web", SourceSettings.of("Web", true, false), List.of(), 1);
    }

    private static IntakeVerdict track(String messageId) {
        var event = new TrackingEvent(
                messageId,
                new Person("", "anna"),
                new Call.Track("Order Completed", null),
                new EventTimes(NOW, NOW, null, null, false),
                null,
                null,
                new TrackingEvent.AsSent(null, 0, 0));
        return new IntakeVerdict.Accepted(event, false, Findings.NONE);
    }

    private static IntakeVerdict refused(String messageId) {
        return new IntakeVerdict.Refused(
                "row",
                new Refusal.NoIdentifier("/userId", ""),
                messageId,
                "track",
                JsonBytes.of(new byte[0]),
                SentWith.NOTHING,
                0);
    }

    private static IntakeVerdict suppressed() {
        return new IntakeVerdict.Suppressed("m-3", false, null);
    }

    private IntakeCounts counts() {
        return new IntakeCounts() {
            @Override
            public void count(Source source, List<IntakeVerdict> verdicts) {
                counted.add(verdicts.size());
            }

            @Override
            public void turnedAway(String reason) {
                throw new AssertionError(reason);
            }
        };
    }
}
