package io.tributary.segment.adapter.kafka;

import io.tributary.contracts.topic.RecordKey;
import io.tributary.segment.feature.ProfileState;

/** What time makes due at a task: timers first, then the sweep after new definitions, each a bounded chunk. */
final class DueWork {

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
        long now = work.now();
        var due = timers.due(now, settings.chunk());
        due.forEach(this::fire);
        boolean more = due.size() == settings.chunk();
        settings.progress().timerLag(task, more ? now - due.getLast().at() : 0);
        if (!more) {
            settings.progress().sweepRemaining(task, sweep.step());
        }
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
