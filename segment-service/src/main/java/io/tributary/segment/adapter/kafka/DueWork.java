package io.tributary.segment.adapter.kafka;

import io.tributary.contracts.topic.RecordKey;
import io.tributary.segment.feature.ProfileState;
import java.util.function.BooleanSupplier;

/**
 * What time makes due at a task: timers first, a piece at a time, then the sweep after new definitions, until the task's
 * share of the time is used up. All tasks of a process together take at most three quarters of their thread's time; the rest
 * belongs to events.
 */
final class DueWork {

    private static final double SHARE_OF_TIME = 0.75;

    private final TimerStore timers;
    private final Sweep sweep;
    private final ProfileWork work;
    private final TopologySettings settings;
    private final String task;

    DueWork(TimerStore timers, Sweep sweep, ProfileWork work, TopologySettings settings, String task) {
        this.timers = timers;
        this.sweep = sweep;
        this.work = work;
        this.settings = settings;
        this.task = task;
    }

    void step() {
        long until = work.realNow() + share();
        BooleanSupplier hasTime = () -> work.realNow() < until;
        boolean more = true;
        while (more) {
            boolean timers = fireSome();
            more = (timers || sweepSome(hasTime)) && hasTime.getAsBoolean();
        }
    }

    private long share() {
        int tasks = Math.max(1, settings.progress().tasks());
        return (long) (settings.punctuation().toMillis() * SHARE_OF_TIME / tasks);
    }

    private boolean fireSome() {
        long now = work.now();
        var due = timers.due(now, settings.piece());
        due.forEach(this::fire);
        boolean more = due.size() == settings.piece();
        settings.progress().timerLag(task, more ? now - due.getLast().at() : 0);
        return more;
    }

    private boolean sweepSome(BooleanSupplier hasTime) {
        if (!sweep.isDue()) {
            settings.progress().sweepRemaining(task, 0);
            if (sweep.isCommitted()) {
                settings.progress().judged(task, sweep.revision());
            }
            return false;
        }
        sweep.step(hasTime);
        long remaining = sweep.remaining();
        settings.progress().sweepRemaining(task, remaining);
        return remaining > 0;
    }

    private void fire(TimerStore.Due due) {
        var state = work.find(RecordKey.parse(due.profile()));
        if (state.map(ProfileState::nextChange).filter(it -> it == due.at()).isEmpty()) {
            timers.disarm(due.profile(), due.at());
        } else {
            state.ifPresent(work::refresh);
        }
    }
}
