package io.tributary.bench.preview;

import io.tributary.contracts.topic.RecordKey;
import io.tributary.contracts.topic.Topic;
import io.tributary.local.watch.Progress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Makes the tenant's people: one after the other, each with everything that is told of them. */
final class Filling {

    private static final long LOOK_MILLIS = 500;

    private final PreviewStand stand;
    private final ProfileIndex index;
    private final Crowd crowd;
    private final Progress progress;
    private final Duration patience;
    private int people;
    private long events;

    Filling(PreviewStand stand, ProfileIndex index, Crowd crowd, Progress progress, Duration patience) {
        this.stand = stand;
        this.index = index;
        this.crowd = crowd;
        this.progress = progress;
        this.patience = patience;
    }

    /** Returns when the tenant has so many people, and nothing is left to do. */
    Fill upTo(int wanted) throws InterruptedException {
        int peopleBefore = people;
        long eventsBefore = events;
        var measurement = stand.meter().measurement();
        measurement.begin();
        long start = System.nanoTime();
        write(wanted);
        double writing = Prices.secondsSince(start);
        progress.say("fill", "%,d events are written".formatted(events - eventsBefore));
        awaitFindable(eventsBefore);
        double seconds = Prices.secondsSince(start);
        return new Fill(people - peopleBefore, events - eventsBefore, writing, seconds, measurement.end());
    }

    private void write(int wanted) {
        for (; people < wanted; people++) {
            var told = crowd.tell(people);
            stand.write(
                    Topic.CONTACTS,
                    new RecordKey(PreviewStand.TENANT, told.profileId()).text(),
                    told.contact().toByteArray());
            told.events()
                    .forEach(it -> stand.write(
                            Topic.RESOLVED_EVENTS,
                            new RecordKey(PreviewStand.TENANT, it.getEvent().getMessageId()).text(),
                            it.toByteArray()));
            events += told.events().size();
        }
        stand.flush();
    }

    private void awaitFindable(long eventsBefore) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        var rest = stand.rest();
        while (rest.applied() < events || !rest.isReached() || index.profiles() < people) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("not everything is findable in time: " + rest);
            }
            progress.step("fill", "events applied", Math.max(0, rest.applied() - eventsBefore), events - eventsBefore);
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            rest = stand.rest();
        }
        if (rest.applied() != events || index.profiles() != people) {
            throw new IllegalStateException("%,d events of %,d people were written, %,d applied to %,d"
                    .formatted(events, people, rest.applied(), index.profiles()));
        }
    }
}
