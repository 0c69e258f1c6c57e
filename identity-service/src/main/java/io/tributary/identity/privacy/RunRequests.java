package io.tributary.identity.privacy;

import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes requests further: does this service's own part, asks the others, and takes their answers in. Every step is one
 * transaction, so whichever instance dies at whatever moment, another goes on from what was committed.
 */
public final class RunRequests {

    private static final Logger LOG = LoggerFactory.getLogger(RunRequests.class);

    /** Twice as many full pieces as a system may send. */
    private static final int MOST_PIECES = 2 * OwnPart.MOST_BYTES / OwnPart.PIECE_BYTES;

    /** A full piece with what sealing adds. */
    private static final int MOST_PIECE_BYTES = OwnPart.PIECE_BYTES + 1_024;

    private final Requests requests;
    private final PrivatePeople people;
    private final OwnPart own;
    private final Pace pace;
    private final Clock realClock;
    private final Watch watch;

    /**
     * How long is waited before a stage is asked for again.
     *
     * @param first after the first time of asking; doubles each time
     * @param longest never longer
     */
    public record Pace(Duration first, Duration longest) {

        long millis(int times) {
            long doubled = first.toMillis() << Math.min(Math.max(times, 0), 20);
            return Math.min(doubled, longest.toMillis());
        }
    }

    /** Is told what happens, without personal data. */
    public interface Watch {

        void stageDone(RequestKind kind, Stage stage);

        void found(long count);

        void ignored(String reason);

        /** A step of this service's own failed; it is tried again. */
        void failed();

        /** So many records were not looked into, because nobody knows whose they are. */
        void unjudged(long records);

        /** More was there than is sent back. */
        void capped();
    }

    public RunRequests(Requests requests, PrivatePeople people, OwnPart own, Pace pace, Clock realClock, Watch watch) {
        this.requests = requests;
        this.people = people;
        this.own = own;
        this.pace = pace;
        this.realClock = realClock;
        this.watch = watch;
    }

    /**
     * Takes the next request that is due a step further.
     *
     * @return false when none is due
     */
    public boolean runNext() {
        return requests.stepDue(realClock.millis(), new Requests.Stepping() {
            @Override
            public Requests.Step step(PrivacyRequest request) {
                return RunRequests.this.step(request);
            }

            @Override
            public PrivacyRequest failed(PrivacyRequest request, RuntimeException fault) {
                return RunRequests.this.failed(request, fault);
            }
        });
    }

    private Requests.Step step(PrivacyRequest request) {
        var saga = request.saga();
        var asking = saga.asked() ? saga.askAgain() : saga;
        var at = request.with(asking, request.dueAt(), realClock.millis());
        var person = person(at);
        var done = asking.isDone(Systems.IDENTITY)
                ? OwnPart.Done.nothing(person)
                : own.in(asking.stage(), at.found(person), person);
        if (done.capped()) {
            watch.capped();
        }
        watch.unjudged(done.unjudged());
        long now = realClock.millis();
        var answered = asking.isDone(Systems.IDENTITY)
                ? asking.nowAsked()
                : asking.nowAsked().receive(Answer.own(asking.stage(), asking.attempt(), done, now));
        long due = now + pace.millis(asking.attempt() - asking.from());
        return new Requests.Step(at.found(done.person()).with(answered, due, now), true);
    }

    /** Others are not asked before this service's own part is done: it is tried again, a little later each time. */
    private PrivacyRequest failed(PrivacyRequest request, RuntimeException fault) {
        var saga = request.saga();
        LOG.warn("stage {} of request {} failed here: {}", saga.stage().label(), request.id(), name(fault));
        watch.failed();
        long now = realClock.millis();
        var next = saga.askAgain().receive(Answer.ownFailed(saga.stage(), saga.attempt() + 1, now));
        return request.with(next, now + pace.millis(next.attempt() - next.from()), now);
    }

    /** Names only: what a library says may hold anything. */
    private static String name(Throwable fault) {
        var cause = fault.getCause();
        return fault.getClass().getSimpleName() + (cause == null ? "" : " of " + name(cause));
    }

    /** As it was found when the first stage began; who came back since is left alone. */
    private Person person(PrivacyRequest request) {
        var person = request.person().orElseGet(() -> people.find(request));
        var saga = request.saga();
        boolean wasErased = saga.stage() != Stage.GATE || saga.isDone(Systems.IDENTITY);
        return request.kind() == RequestKind.ERASE && wasErased ? people.stillErased(request.tenant(), person) : person;
    }

    /** Takes what a system answered. Blocks; an answer that comes again changes nothing. */
    public void receive(String tenant, UUID id, Answer answer) {
        requests.change(tenant, id, request -> {
            var before = request.saga();
            if (before.finished() || !before.isExpected(answer)) {
                watch.ignored(before.finished() ? "finished" : "unexpected");
                return request;
            }
            return advanced(request, before.receive(complete(request, answer)));
        });
    }

    private PrivacyRequest advanced(PrivacyRequest request, Saga next) {
        var before = request.saga();
        long now = realClock.millis();
        if (next.stage() == before.stage() && next.finished() == before.finished()) {
            return request.with(next, request.dueAt(), now);
        }
        watch.stageDone(before.kind(), before.stage());
        boolean back = next.rounds() > before.rounds();
        if (back) {
            watch.found(next.found());
        }
        return request.with(next, back ? now + pace.millis(next.rounds() - 1) : now, now);
    }

    /** What was collected is there when all of its pieces are. */
    private Answer complete(PrivacyRequest request, Answer answer) {
        if (answer.stage() != Stage.COLLECT || !answer.isDone()) {
            return answer;
        }
        int kept = requests.pieces(request.tenant(), request.id(), answer.system(), answer.attempt());
        return kept == answer.pieces()
                ? answer
                : answer.failed("Of " + answer.pieces() + " pieces " + kept + " arrived.");
    }

    /** Keeps a piece of what a system collected. */
    public void receive(String tenant, UUID id, Piece piece) {
        if (!Systems.isKnown(piece.system())) {
            watch.ignored("unknown-system");
        } else if (piece.number() < 1 || piece.number() > MOST_PIECES || piece.sealed().length > MOST_PIECE_BYTES) {
            watch.ignored("oversize");
        } else {
            requests.keepPiece(tenant, id, piece);
        }
    }
}
