package io.tributary.doubles.meta;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Upload sessions: their order of batches, their repeats and the rows that wait for the end of a replace. */
final class Sessions {

    private static final int KEPT = 10_000;

    private final Map<String, Session> sessions = new LinkedHashMap<>();
    private final Map<String, List<Row>> staged = new LinkedHashMap<>();

    Optional<Session> find(String key) {
        return Optional.ofNullable(sessions.get(key));
    }

    boolean isBeingReplaced(String audienceId, @Nullable String exceptKey, Instant now) {
        return sessions.values().stream()
                .anyMatch(session -> !session.key().equals(exceptKey) && session.blocks(audienceId, now));
    }

    /** What becomes of a batch in its session. A batch that was lost on the way back is known by its number and content. */
    Step judge(Session proposed, Instant now) {
        var known = sessions.get(proposed.key());
        var batch = proposed.last();
        if (known == null) {
            return batch.seq() == 1 ? new Step.Next(proposed) : new Step.Refused(Refusal.BATCH_ONE_NOT_SEEN);
        }
        if (known.last().equals(batch) && known.operation() == proposed.operation()) {
            return new Step.Repeat();
        }
        if (known.operation() == Operation.REPLACE && batch.seq() == 1) {
            return new Step.Next(proposed);
        }
        if (known.isFinished()) {
            return new Step.Refused(
                    known.operation() == Operation.REPLACE ? Refusal.REPLACE_FINISHED : Refusal.BAD_PARAMETER);
        }
        if (known.isOutOfTime(now)) {
            return new Step.Refused(Refusal.REPLACE_TIMED_OUT);
        }
        var fits = batch.seq() == known.last().seq() + 1
                && known.schema().equals(proposed.schema())
                && known.operation() == proposed.operation()
                && known.audienceId().equals(proposed.audienceId());
        return fits ? new Step.Next(continued(known, proposed)) : new Step.Refused(Refusal.BAD_PARAMETER);
    }

    private static Session continued(Session known, Session proposed) {
        var totals = new Session.Totals(
                known.totals().received() + proposed.totals().received(),
                known.totals().invalid() + proposed.totals().invalid());
        return new Session(
                known.key(),
                known.audienceId(),
                known.operation(),
                known.schema(),
                proposed.last(),
                known.startedAt(),
                totals);
    }

    /** Remembers the session after a batch; of a replace also its rows. */
    void advance(Session session, List<Row> rows) {
        sessions.remove(session.key());
        sessions.put(session.key(), session);
        if (sessions.size() > KEPT) {
            var oldest = sessions.keySet().iterator().next();
            sessions.remove(oldest);
            staged.remove(oldest);
        }
        if (session.operation() == Operation.REPLACE) {
            if (session.last().seq() == 1) {
                staged.remove(session.key());
            }
            staged.computeIfAbsent(session.key(), _ -> new ArrayList<>()).addAll(rows);
        }
    }

    /** The rows of a replace; they are handed over once. */
    List<Row> takeStaged(String key) {
        return Objects.requireNonNullElse(staged.remove(key), List.of());
    }

    Stream<Change> snapshot() {
        return sessions.values().stream()
                .map(session -> new Change.SessionKept(session, staged.getOrDefault(session.key(), List.of())));
    }

    void keep(Change.SessionKept kept) {
        sessions.put(kept.session().key(), kept.session());
        if (!kept.staged().isEmpty()) {
            staged.put(kept.session().key(), new ArrayList<>(kept.staged()));
        }
    }

    /** The verdict on a batch. */
    sealed interface Step {
        /** The session goes on as given. */
        record Next(Session session) implements Step {}

        /** The same batch again: answered again, applied once. */
        record Repeat() implements Step {}

        record Refused(Refusal refusal) implements Step {}
    }
}
