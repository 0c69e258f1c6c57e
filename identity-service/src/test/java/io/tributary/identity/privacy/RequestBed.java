package io.tributary.identity.privacy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Requests over a store in memory, and the hands to answer them as other systems would. */
final class RequestBed implements RunRequests.Watch {

    static final String TENANT = "acme";
    static final List<String> OTHERS = List.of("ingestion", "segment", "activation");
    static final Duration FIRST = Duration.ofSeconds(30);

    final InMemoryRequests requests = new InMemoryRequests();
    final PeopleDouble people = new PeopleDouble();
    final List<String> seen = new ArrayList<>();
    private final Ticking clock = new Ticking();
    final RunRequests run = new RunRequests(
            requests,
            people,
            new OwnPart(people, requests, (_, _, content) -> content),
            new RunRequests.Pace(FIRST, Duration.ofMinutes(10)),
            clock,
            this);
    private long lastId;

    private static final class Ticking extends Clock {
        private long now = 1_000_000;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(now);
        }
    }

    Clock clock() {
        return clock;
    }

    long now() {
        return clock.millis();
    }

    void pass(Duration time) {
        clock.now += time.toMillis();
    }

    UUID open(RequestKind kind) {
        return open(kind, null);
    }

    UUID open(RequestKind kind, @Nullable RequestKind lifted) {
        var id = new UUID(0x8000, ++lastId);
        return requests.open(new NewRequest(
                        TENANT,
                        id,
                        kind,
                        lifted,
                        kind.label() + "//" + lastId,
                        PeopleDouble.PROFILE,
                        Subject.of(PeopleDouble.PROFILE),
                        Optional.empty(),
                        "",
                        "admin",
                        now()))
                .id();
    }

    /** Does whatever is due. */
    void work() {
        while (run.runNext()) {
            seen.add("step");
        }
    }

    PrivacyRequest get(UUID id) {
        return requests.get(id);
    }

    Saga saga(UUID id) {
        return get(id).saga();
    }

    void answer(UUID id, String system, AnswerState state, long count) {
        var saga = saga(id);
        run.receive(TENANT, id, answer(saga.stage(), system, saga.attempt(), state, count));
    }

    static Answer answer(Stage stage, String system, int attempt, AnswerState state, long count) {
        return new Answer(stage, system, attempt, state, null, "", count, 0, 1);
    }

    /** The stage at hand is begun and every other system has done it. */
    void stageDone(UUID id, Stage stage) {
        work();
        if (saga(id).stage() != stage) {
            throw new IllegalStateException("at " + saga(id).stage());
        }
        OTHERS.forEach(it -> answer(id, it, AnswerState.DONE, 0));
    }

    @Override
    public void stageDone(RequestKind kind, Stage stage) {
        seen.add(kind.label() + " " + stage.label());
    }

    @Override
    public void found(long count) {
        seen.add("found " + count);
    }

    @Override
    public void ignored(String reason) {
        seen.add("ignored " + reason);
    }

    @Override
    public void failed() {
        seen.add("failed");
    }

    @Override
    public void unjudged(long records) {
        if (records > 0) {
            seen.add("unjudged " + records);
        }
    }

    @Override
    public void capped() {
        seen.add("capped");
    }
}
